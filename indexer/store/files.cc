// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.h"

#include "base/lang.h"
#include "store/schema.h"

#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

extern "C" {
#include "base/file.h"
}

namespace tc {

std::string xapian_path(const std::string &directory, unsigned number)
{
    return directory + "/xapian." + std::to_string(number);
}

std::string forward_path(const std::string &directory, const char *stem, unsigned generation, const char *suffix)
{
    return directory + "/" + stem + "." + std::to_string(generation) + suffix;
}

std::string numbered_path(const std::string &directory, const char *stem, unsigned generation, unsigned number)
{
    return forward_path(directory, stem, generation, ".") + std::to_string(number);
}

bool read_current(const std::string &directory, Current &ret)
{
    struct tc_buf buf = {};
    struct tc_error err;
    enum tc_status status = tc_file_read((directory + "/current").c_str(), 4096, &buf, &err);
    std::string text(buf.data ? buf.data : "", buf.len);
    tc_buf_fini(&buf);
    if (status == TC_ERR_NOT_FOUND)
        return false;
    if (status != TC_OK)
        throw Failure(status, err.message);
    unsigned layout = 0;
    Current current;
    if (sscanf(text.c_str(), "tracuu-archive %u xapian %u epoch %u", &layout, &current.xapian, &current.epoch) != 3)
        fail(TC_ERR_CORRUPT, TC_TELL("%s/current bị hỏng", "%s/current is damaged"), directory.c_str());
    if (layout != archive_layout)
        fail(TC_ERR_VERSION, "%s has layout %u, this program reads %u: rebuild it with index --full", directory.c_str(),
             layout, archive_layout);
    ret = current;
    return true;
}

void write_current(const std::string &directory, const Current &current)
{
    std::string text = "tracuu-archive " + std::to_string(archive_layout) + "\nxapian " +
                       std::to_string(current.xapian) + "\nepoch " + std::to_string(current.epoch) + "\n";
    struct tc_error err;
    enum tc_status status = tc_file_write((directory + "/current").c_str(), text.data(), text.size(), &err);
    if (status != TC_OK)
        throw Failure(status, err.message);
    sync_directory(directory);
}

std::string Snapshot::print() const
{
    char text[512];
    snprintf(text, sizeof text,
             "version=%u generation=%u vocabulary=%u/%u cited=%u forward=%" PRIu64 " stream=%" PRIu64
             " documents=%u dead=%u "
             "terms=%u/%" PRIu64 " text=%" PRIu64 " tokens=%" PRIu64 " garbage=%" PRIu64 " dictionary=%d dense=%u/%u",
             version, generation, vocabulary, vocabulary_terms, cited, forward_bytes, stream_bytes, documents, dead,
             terms, term_bytes, text_bytes, tokens, dead_bytes, has_dictionary ? 1 : 0, dense, dense_documents);
    return text;
}

Snapshot Snapshot::parse(const std::string &text)
{
    Snapshot s;
    int dictionary = 0;
    if (sscanf(text.c_str(), "version=%u", &s.version) == 1 && s.version != TC_SCHEMA_VERSION)
        fail(TC_ERR_VERSION, "the archive was made by another version (%u, this is %d): rebuild it with index --full",
             s.version, TC_SCHEMA_VERSION);
    int fields = sscanf(text.c_str(),
                        "version=%u generation=%u vocabulary=%u/%u cited=%u forward=%" SCNu64 " stream=%" SCNu64
                        " documents=%u dead=%u terms=%u/%" SCNu64 " text=%" SCNu64 " tokens=%" SCNu64
                        " garbage=%" SCNu64 " dictionary=%d dense=%u/%u",
                        &s.version, &s.generation, &s.vocabulary, &s.vocabulary_terms, &s.cited, &s.forward_bytes,
                        &s.stream_bytes, &s.documents, &s.dead, &s.terms, &s.term_bytes, &s.text_bytes, &s.tokens,
                        &s.dead_bytes, &dictionary, &s.dense, &s.dense_documents);
    bool is_whole = fields == 17 || fields == 15; // archives without dense.G.D are as good, only slower
    if (!is_whole || s.dense_documents > s.documents || s.dead > s.documents || s.vocabulary_terms > s.terms)
        fail(TC_ERR_CORRUPT, TC_TELL("mục lục của kho bị hỏng", "the archive's table of contents is damaged"));
    s.has_dictionary = dictionary != 0;
    return s;
}

void sync_directory(const std::string &directory)
{
    int fd = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

static std::vector<std::string> names_in(const std::string &directory)
{
    std::vector<std::string> names;
    DIR *dir = opendir(directory.c_str());
    if (!dir)
        return names;
    while (const struct dirent *entry = readdir(dir)) {
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            names.emplace_back(entry->d_name);
    }
    closedir(dir);
    return names;
}

void remove_tree(const std::string &path)
{
    for (const std::string &name : names_in(path))
        unlink((path + "/" + name).c_str());
    if (rmdir(path.c_str()) && errno == ENOTDIR)
        unlink(path.c_str());
}

// STEM.NUMBER…, for the stems that the archive itself makes: nobody else's file is touched.
static bool is_ours(const std::string &name)
{
    for (const char *stem :
         {"xapian.", "forward.", "stream.", "terms.", "dead.", "dict.", "vocab.", "cited.", "dense.", "pairs."}) {
        size_t len = strlen(stem);
        if (name.size() > len && !name.compare(0, len, stem) && name[len] >= '0' && name[len] <= '9')
            return true;
    }
    return false;
}

void remove_strays(const std::string &directory, const Current &current, const Snapshot &snapshot)
{
    unsigned g = snapshot.generation;
    const std::string keep[] = {
        xapian_path(directory, current.xapian),
        forward_path(directory, "forward", g, ".dat"),
        forward_path(directory, "forward", g, ".idx"),
        forward_path(directory, "stream", g, ""),
        forward_path(directory, "terms", g, ".dat"),
        forward_path(directory, "terms", g, ".idx"),
        forward_path(directory, "dead", g, ""),
        forward_path(directory, "dict", g, ""),
        numbered_path(directory, "vocab", g, snapshot.vocabulary),
        numbered_path(directory, "cited", g, snapshot.cited),
        numbered_path(directory, "dense", g, snapshot.dense),
        numbered_path(directory, "pairs", g, snapshot.dense),
    };
    for (const std::string &name : names_in(directory)) {
        std::string path = directory + "/" + name;
        bool is_kept = !is_ours(name);
        for (const std::string &kept : keep)
            is_kept = is_kept || kept == path;
        if (!is_kept)
            remove_tree(path);
    }
}

Lock::~Lock()
{
    if (fd_ >= 0)
        close(fd_);
}

void Lock::take(const std::string &directory)
{
    std::string path = directory + "/lock";
    fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd_ < 0)
        fail_errno("%s", path.c_str());
    // Tied to this open file, not to the process: a second writer in the same program is refused as well.
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    if (fcntl(fd_, F_OFD_SETLK, &lock)) {
        if (errno == EAGAIN || errno == EACCES)
            fail(TC_ERR_LOCKED,
                 TC_TELL("%s đang được chương trình khác ghi: hãy thử lại khi chương trình ấy xong",
                         "%s is being written by another program: try again when it has finished"),
                 directory.c_str());
        fail_errno("%s", path.c_str());
    }
}

AppendFile::~AppendFile()
{
    close();
}

void AppendFile::close()
{
    if (fd_ >= 0)
        ::close(fd_);
    fd_ = -1;
    pending_.clear();
}

void AppendFile::open(const std::string &path, uint64_t size)
{
    close();
    path_ = path;
    fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    struct stat st;
    if (fd_ < 0 || fstat(fd_, &st))
        fail_errno("%s", path.c_str());
    if (static_cast<uint64_t>(st.st_size) < size)
        fail(TC_ERR_CORRUPT,
             TC_TELL("%s ngắn hơn mức phải có: hãy phục hồi bản sao hoặc lập lại kho bằng index --full",
                     "%s is shorter than it should be: restore a backup or rebuild with index --full"),
             path.c_str());
    if (static_cast<uint64_t>(st.st_size) > size && ftruncate(fd_, static_cast<off_t>(size)))
        fail_errno("%s", path.c_str());
    size_ = size;
    dirty_ = false;
}

void AppendFile::add(const void *data, size_t len)
{
    if (!len)
        return;
    pending_.append(static_cast<const char *>(data), len);
    size_ += len;
    if (pending_.size() >= (1 << 20))
        flush();
}

void AppendFile::flush()
{
    uint64_t at = size_ - pending_.size();
    const char *data = pending_.data();
    size_t left = pending_.size();
    while (left) {
        ssize_t n = pwrite(fd_, data, left, static_cast<off_t>(at));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            fail_errno("%s", path_.c_str());
        data += n;
        at += static_cast<uint64_t>(n);
        left -= static_cast<size_t>(n);
        dirty_ = true;
    }
    pending_.clear();
}

void AppendFile::sync()
{
    flush();
    if (dirty_ && fdatasync(fd_))
        fail_errno("%s", path_.c_str());
    dirty_ = false;
}

Mapping::~Mapping()
{
    if (data_)
        munmap(const_cast<unsigned char *>(data_), size_);
}

void Mapping::open(const std::string &path, uint64_t size)
{
    if (data_)
        munmap(const_cast<unsigned char *>(data_), size_);
    data_ = nullptr;
    size_ = 0;
    if (!size)
        return;
    int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        if (errno == ENOENT)
            fail(TC_ERR_CORRUPT,
                 TC_TELL("thiếu %s: hãy phục hồi bản sao hoặc lập lại kho bằng index --full",
                         "%s is missing: restore a backup or rebuild with index --full"),
                 path.c_str());
        fail_errno("%s", path.c_str());
    }
    struct stat st;
    bool is_short = fstat(fd, &st) || static_cast<uint64_t>(st.st_size) < size;
    void *data = is_short ? MAP_FAILED : mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
    ::close(fd);
    if (is_short)
        fail(TC_ERR_CORRUPT,
             TC_TELL("%s ngắn hơn mức phải có: hãy phục hồi bản sao hoặc lập lại kho bằng index --full",
                     "%s is shorter than it should be: restore a backup or rebuild with index --full"),
             path.c_str());
    if (data == MAP_FAILED)
        fail_errno("%s", path.c_str());
    data_ = static_cast<const unsigned char *>(data);
    size_ = size;
}

} // namespace tc
