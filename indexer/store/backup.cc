// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of an archive. A copy is a folder with the same files and MANIFEST, written last: a line of SHA-256, size and
// name for each. A copy without MANIFEST was never finished; a file that differs from its line is refused.
#include "base/lang.h"
#include "generation.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

extern "C" {
#include "base/file.h"
#include "base/sha256.h"
}

using namespace tc;

namespace {

constexpr size_t manifest_max = 16 << 20;
constexpr char staging[] = "restore.tmp";

struct Item {
    std::string name, digest; // name: below the archive, at most one folder deep
    uint64_t size;
};

class Descriptor {
  public:
    Descriptor(const std::string &path, int flags) : fd_(open(path.c_str(), flags | O_CLOEXEC, 0666))
    {
        if (fd_ < 0)
            fail_errno("%s", path.c_str());
    }
    ~Descriptor()
    {
        close(fd_);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const
    {
        return fd_;
    }

  private:
    int fd_;
};

void check(enum tc_status status, const struct tc_error &err)
{
    if (status != TC_OK)
        throw Failure(status, err.message);
}

void make_folder(const std::string &path)
{
    struct tc_error err;
    check(tc_file_mkdirs(path.c_str(), &err), err);
}

bool is_regular(const std::string &path)
{
    struct stat st;
    return !lstat(path.c_str(), &st) && S_ISREG(st.st_mode);
}

void list(const std::string &directory, const std::string &folder, std::vector<Item> &ret)
{
    std::string path = folder.empty() ? directory : directory + "/" + folder;
    DIR *dir = opendir(path.c_str());
    if (!dir)
        fail_errno("%s", path.c_str());
    std::vector<std::string> names;
    while (const struct dirent *entry = readdir(dir))
        names.emplace_back(entry->d_name);
    closedir(dir);
    for (const std::string &name : names) {
        if (is_regular(path + "/" + name) && name != "lock" && name != "MANIFEST")
            ret.push_back({folder.empty() ? name : folder + "/" + name, "", 0});
    }
}

// Copies and syncs; the copy is read back, and its digest is what counts.
void copy_file(const std::string &from, const std::string &to, Item &item)
{
    Descriptor in(from, O_RDONLY), out(to, O_RDWR | O_CREAT | O_TRUNC);
    char block[64 * 1024], source[65], copy[65];
    uint64_t size = 0;
    for (ssize_t n; (n = read(in.get(), block, sizeof block));) {
        if (n < 0)
            fail_errno("%s", from.c_str());
        for (ssize_t done = 0; done < n;) {
            ssize_t written = write(out.get(), block + done, static_cast<size_t>(n - done));
            if (written <= 0)
                fail_errno("%s", to.c_str());
            done += written;
        }
        size += static_cast<uint64_t>(n);
    }
    if (fsync(out.get()))
        fail_errno("%s", to.c_str());
    if (!tc_sha256_fd(in.get(), source) || !tc_sha256_fd(out.get(), copy))
        fail_errno("%s", to.c_str());
    if (strcmp(source, copy) != 0)
        fail(TC_ERR_IO, TC_TELL("%s: bản sao khác với %s", "%s: the copy differs from %s"), to.c_str(), from.c_str());
    if (!item.digest.empty() && (item.digest != copy || item.size != size))
        fail(TC_ERR_CORRUPT,
             TC_TELL("%s không đúng như MANIFEST ghi: bản sao này hỏng",
                     "%s is not what the MANIFEST says: this copy is damaged"),
             from.c_str());
    item.digest = copy;
    item.size = size;
}

std::string print(const std::vector<Item> &items)
{
    std::string text;
    for (const Item &item : items)
        text += item.digest + " " + std::to_string(item.size) + " " + item.name + "\n";
    return text;
}

// Names come from outside: files of the archive's own folder or one below it, nothing else.
bool is_safe(const std::string &name)
{
    size_t slash = name.find('/');
    std::string last = slash == std::string::npos ? name : name.substr(slash + 1);
    bool is_dots = !name.compare(0, 1, ".") || !last.compare(0, 1, ".");
    return !name.empty() && name[0] != '/' && !last.empty() && last.find('/') == std::string::npos && !is_dots &&
           name != "lock" && name != "MANIFEST";
}

std::vector<Item> read_manifest(const std::string &directory)
{
    struct tc_buf buf = {};
    struct tc_error err;
    enum tc_status status = tc_file_read((directory + "/MANIFEST").c_str(), manifest_max, &buf, &err);
    std::string text(buf.data ? buf.data : "", buf.len);
    tc_buf_fini(&buf);
    if (status == TC_ERR_NOT_FOUND)
        fail(TC_ERR_NOT_FOUND,
             TC_TELL("%s không phải bản sao hoàn chỉnh của kho: không có MANIFEST",
                     "%s is no finished copy of an archive: it has no MANIFEST"),
             directory.c_str());
    check(status, err);
    std::vector<Item> items;
    for (size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
        char digest[65];
        unsigned long long size;
        int name_at = 0;
        std::string line = text.substr(at, end - at);
        if (sscanf(line.c_str(), "%64[0-9a-f] %llu %n", digest, &size, &name_at) != 2 || strlen(digest) != 64 ||
            !name_at || !is_safe(line.substr(static_cast<size_t>(name_at))))
            fail(TC_ERR_CORRUPT, TC_TELL("%s/MANIFEST bị hỏng", "%s/MANIFEST is damaged"), directory.c_str());
        items.push_back({line.substr(static_cast<size_t>(name_at)), digest, size});
    }
    if (items.empty())
        fail(TC_ERR_CORRUPT, TC_TELL("%s/MANIFEST rỗng", "%s/MANIFEST is empty"), directory.c_str());
    return items;
}

void copy_all(const std::string &from, const std::string &to, std::vector<Item> &items)
{
    make_folder(to);
    for (Item &item : items) {
        size_t slash = item.name.find('/');
        if (slash != std::string::npos)
            make_folder(to + "/" + item.name.substr(0, slash));
        copy_file(from + "/" + item.name, to + "/" + item.name, item);
    }
    for (const Item &item : items) {
        size_t slash = item.name.find('/');
        if (slash != std::string::npos)
            sync_directory(to + "/" + item.name.substr(0, slash));
    }
    sync_directory(to);
}

void remove_staging(const std::string &path)
{
    DIR *dir = opendir(path.c_str());
    if (!dir)
        return;
    while (const struct dirent *entry = readdir(dir)) {
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            remove_tree(path + "/" + entry->d_name);
    }
    closedir(dir);
    rmdir(path.c_str());
}

void move_into_place(const std::string &from, const std::string &to, const std::vector<Item> &items)
{
    // Without `current` there is no archive: it goes first and comes last.
    unlink((to + "/current").c_str());
    remove_strays(to, Current(), Snapshot());
    sync_directory(to);
    for (int last = 0; last < 2; last++) {
        for (const Item &item : items) {
            if ((item.name == "current") != (last == 1))
                continue;
            size_t slash = item.name.find('/');
            if (slash != std::string::npos)
                make_folder(to + "/" + item.name.substr(0, slash));
            if (rename((from + "/" + item.name).c_str(), (to + "/" + item.name).c_str()))
                fail_errno("%s/%s", to.c_str(), item.name.c_str());
        }
        sync_directory(to);
    }
}

} // namespace

extern "C" enum tc_status tc_store_backup(const char *directory, const char *out, struct tc_error *err)
{
    return guard(err, [&] {
        Current current;
        if (!read_current(directory, current))
            fail(TC_ERR_NOT_FOUND, TC_TELL("không có kho ở %s", "there is no archive at %s"), directory);
        Lock lock;
        lock.take(directory);
        read_current(directory, current);
        make_folder(out);
        std::vector<Item> items;
        list(out, "", items);
        if (!items.empty() || access((std::string(out) + "/MANIFEST").c_str(), F_OK) == 0)
            fail(TC_ERR_QUERY,
                 TC_TELL("%s không rỗng: hãy cho một thư mục mới để chứa bản sao",
                         "%s is not empty: give a new folder for the copy"),
                 out);
        list(directory, "", items);
        list(directory, "xapian." + std::to_string(current.xapian), items);
        copy_all(directory, out, items);
        std::string manifest = print(items);
        struct tc_error why;
        check(tc_file_write((std::string(out) + "/MANIFEST").c_str(), manifest.data(), manifest.size(), &why), why);
    });
}

extern "C" enum tc_status tc_store_restore(const char *in, const char *directory, struct tc_error *err)
{
    return guard(err, [&] {
        std::vector<Item> items = read_manifest(in);
        make_folder(directory);
        Lock lock;
        lock.take(directory);
        std::string waiting = std::string(directory) + "/" + staging;
        remove_staging(waiting);
        copy_all(in, waiting, items); // what is there stays until everything has been checked
        move_into_place(waiting, directory, items);
        remove_staging(waiting);
    });
}
