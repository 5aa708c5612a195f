# SPDX-License-Identifier: GPL-3.0-or-later
# One place for compiler and linker flags.
set(TC_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wvla -Wundef -Wwrite-strings)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  # it guesses, differently at every optimisation level; results of snprintf that matter are checked
  list(APPEND TC_WARNINGS -Wno-format-truncation)
endif()
set(TC_C_WARNINGS ${TC_WARNINGS} -Wstrict-prototypes -Wmissing-prototypes)
if(TC_WERROR)
  list(APPEND TC_WARNINGS -Werror)
  list(APPEND TC_C_WARNINGS -Werror)
endif()
add_compile_options("$<$<COMPILE_LANGUAGE:C>:${TC_C_WARNINGS}>" "$<$<COMPILE_LANGUAGE:CXX>:${TC_WARNINGS}>")
add_compile_definitions(_GNU_SOURCE)

# The prefix __FILE__ would leak the builder's paths into the program.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

if(TC_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(NOT TC_FUZZ)
  add_compile_options("$<$<OR:$<CONFIG:Release>,$<CONFIG:RelWithDebInfo>>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2;-fstack-protector-strong>")
endif()
if(TC_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
endif()
if(TC_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
# -O2 rather than CMake's -O3: smaller, and what Debian builds with.
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
include(CheckPIESupported)
check_pie_supported()
add_link_options("$<$<NOT:$<STREQUAL:$<TARGET_PROPERTY:TYPE>,STATIC_LIBRARY>>:-Wl,-z,relro,-z,now,--as-needed>")
