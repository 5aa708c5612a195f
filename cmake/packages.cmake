# SPDX-License-Identifier: GPL-3.0-or-later
# Every library from elsewhere, once. The README's table gives the reason for each.
find_package(PkgConfig REQUIRED)
foreach(pair
    "XAPIAN xapian-core" "ICU icu-uc" "MAGIC libmagic" "POPPLER poppler-glib" "ARCHIVE libarchive" "LIBXML libxml-2.0"
    "ZLIB zlib" "GUMBO gumbo" "SECCOMP libseccomp" "FCGI fcgi" "JANSSON jansson" "ZSTD libzstd" "TESSERACT tesseract" "LEPT lept" "GSF libgsf-1"
    "NETTLE nettle")
  separate_arguments(pair)
  list(GET pair 0 var)
  list(GET pair 1 module)
  pkg_check_modules(${var} REQUIRED IMPORTED_TARGET ${module})
endforeach()
