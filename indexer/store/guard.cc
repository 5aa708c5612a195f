// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard.h"

#include <xapian.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <new>

namespace tc {

void fail(enum tc_status status, const char *format, ...)
{
    char message[480];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    throw Failure(status, message);
}

void fail_errno(const char *format, ...)
{
    int saved = errno;
    char message[400];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    throw Failure(TC_ERR_IO, std::string(message) + ": " + strerror(saved));
}

static enum tc_status status_of(const Xapian::Error &error)
{
    static const struct {
        const char *type;
        enum tc_status status;
    } table[] = {
        {"DatabaseLockError", TC_ERR_LOCKED},         {"DatabaseModifiedError", TC_ERR_STALE},
        {"DatabaseCorruptError", TC_ERR_CORRUPT},     {"DatabaseVersionError", TC_ERR_VERSION},
        {"DatabaseNotFoundError", TC_ERR_CORRUPT},    {"DatabaseOpeningError", TC_ERR_CORRUPT},
        {"DatabaseClosedError", TC_ERR_INTERNAL},     {"DocNotFoundError", TC_ERR_NOT_FOUND},
        {"FeatureUnavailableError", TC_ERR_INTERNAL}, {"DatabaseError", TC_ERR_IO},
        {"DatabaseCreateError", TC_ERR_IO},           {"WildcardError", TC_ERR_LIMIT},
    };
    for (const auto &row : table) {
        if (!strcmp(row.type, error.get_type()))
            return row.status;
    }
    return TC_ERR_INTERNAL;
}

enum tc_status status_of_exception(struct tc_error *err)
{
    try {
        throw;
    } catch (const Failure &failure) {
        return tc_fail(err, failure.status(), "%s", failure.what());
    } catch (const Xapian::Error &error) {
        enum tc_status status = status_of(error);
        const char *system = error.get_error_string();
        return tc_fail(err, status, "index: %s%s%s", error.get_msg().c_str(), system ? ": " : "", system ? system : "");
    } catch (const std::bad_alloc &) {
        return tc_fail(err, TC_ERR_NOMEM, "out of memory");
    } catch (const std::exception &error) {
        return tc_fail(err, TC_ERR_INTERNAL, "index: %s", error.what());
    } catch (...) {
        return tc_fail(err, TC_ERR_INTERNAL, "index: unknown failure");
    }
}

bool exception_is_stale()
{
    try {
        throw;
    } catch (const Xapian::DatabaseModifiedError &) {
        return true;
    } catch (...) {
        return false;
    }
}

} // namespace tc
