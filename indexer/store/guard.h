// SPDX-License-Identifier: GPL-3.0-or-later
// The one way out of C++: every exported function is a single guard(err, [&]{ … }) that turns any exception into a
// status. Inside the store, failures are thrown as Failure; nothing is thrown across the C header.
#ifndef TC_STORE_GUARD_H
#define TC_STORE_GUARD_H

extern "C" {
#include "base/mem.h"
#include "base/status.h"
}

#include <exception>
#include <stdexcept>
#include <string>

namespace tc {

class Failure : public std::runtime_error {
  public:
    Failure(enum tc_status status, const std::string &message) : std::runtime_error(message), status_(status)
    {
    }
    enum tc_status status() const
    {
        return status_;
    }

  private:
    enum tc_status status_;
};

// printf-like, throws.
[[noreturn]] void fail(enum tc_status status, const char *format, ...) __attribute__((format(printf, 2, 3)));
// The same with ": <what errno says>" behind it, TC_ERR_IO.
[[noreturn]] void fail_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Inside a catch (...): status and message of the exception in flight.
enum tc_status status_of_exception(struct tc_error *err);
// Inside a catch (...): did the index change under a reader?
bool exception_is_stale();

template <typename Body> enum tc_status guard(struct tc_error *err, Body body) noexcept
{
    try {
        body();
        return TC_OK;
    } catch (...) {
        return status_of_exception(err);
    }
}

} // namespace tc

#endif
