// SPDX-License-Identifier: GPL-3.0-or-later
// Media types that are ours alone.
#ifndef TC_WORKER_DETECT_H
#define TC_WORKER_DETECT_H

#define TC_TYPE_ENCRYPTED "application/x-ole-encrypted"

#endif
