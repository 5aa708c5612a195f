# SPDX-License-Identifier: GPL-3.0-or-later
# tc_layer(NAME [LINK targets…] [PRIVATE_LINK targets…]): one static library of all sources of the current directory. A layer sees its
# own headers as "layer/file.h" from the top of indexer/, and only those of the layers it links.
function(tc_layer name)
  cmake_parse_arguments(arg "" "" "LINK;PRIVATE_LINK;SOURCES" ${ARGN})
  if(NOT arg_SOURCES)
    file(GLOB arg_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.c ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  endif()
  if(NOT arg_SOURCES)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${arg_LINK} ${arg_PRIVATE_LINK})
    return()
  endif()
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
endfunction()
