// SPDX-License-Identifier: GPL-3.0-or-later
// struct tc_writer: the lock, the generation being written, and squeezing.
#include "base/lang.h"
#include "generation.h"
#include "rebuild.h"

#include <algorithm>
#include <cstring>
#include <unistd.h>

extern "C" {
#include "base/file.h"
}

using namespace tc;

namespace {

// Small batches keep Xapian's tables of changes in the processor's cache: a third less time at 400 kB of text than at
// 3 MB, and memory grows with them. But each writes the blocks of all its words anew, which are more the larger the
// archive is: batches grow with it.
constexpr uint64_t batch_least = 400 * 1000, batch_most = 1500 * 1000;
constexpr uint64_t batch_share = 64; // of the archive's text

uint64_t batch_bytes(const Snapshot &snapshot)
{
    return std::clamp(snapshot.text_bytes / batch_share, batch_least, batch_most);
}

} // namespace

struct tc_writer {
    std::string directory;
    Lock lock;
    Current current;
    std::unique_ptr<Generation> generation;
    bool is_broken = false;
};

namespace {

Snapshot read_snapshot(const std::string &directory, const Current &current)
{
    Xapian::Database db(xapian_path(directory, current.xapian), Xapian::DB_BACKEND_GLASS);
    std::string text = db.get_metadata(snapshot_name);
    if (text.empty())
        fail(TC_ERR_CORRUPT, TC_TELL("%s không có mục lục", "%s has no table of contents"), directory.c_str());
    return Snapshot::parse(text);
}

void open_writer(const char *directory, tc_writer &writer)
{
    struct tc_error err;
    enum tc_status status = tc_file_mkdirs(directory, &err);
    if (status != TC_OK)
        throw Failure(status, err.message);
    writer.directory = directory;
    writer.lock.take(directory);
    if (read_current(directory, writer.current)) {
        Snapshot snapshot = read_snapshot(directory, writer.current);
        remove_strays(directory, writer.current, snapshot);
        writer.generation = std::make_unique<Generation>(directory, writer.current.xapian, snapshot);
        return;
    }
    writer.current = {1, 0};
    Snapshot snapshot = Generation::fresh(1);
    remove_tree(xapian_path(directory, writer.current.xapian));
    writer.generation = std::make_unique<Generation>(directory, writer.current.xapian, snapshot);
    writer.generation->set("set:made", "tracuu");
    writer.generation->commit(true);
    write_current(directory, writer.current); // from here on there is an archive
}

template <typename Body> enum tc_status guard_writer(struct tc_writer *writer, struct tc_error *err, Body body)
{
    return guard(err, [&] {
        if (writer->is_broken)
            fail(TC_ERR_INTERNAL, "%s: writing stopped after an earlier error", writer->directory.c_str());
        try {
            body(*writer->generation);
        } catch (const Failure &failure) {
            // What was wrong with one document spoils nothing; anything else may have left half a change behind.
            writer->is_broken = failure.status() != TC_ERR_LIMIT && failure.status() != TC_ERR_NOT_FOUND;
            throw;
        } catch (...) {
            writer->is_broken = true;
            throw;
        }
    });
}

// Xapian's own squeezing into a new directory; our files stay as they are.
void squeeze_postings(tc_writer &writer)
{
    Current next = writer.current;
    next.xapian++;
    Snapshot snapshot = writer.generation->snapshot();
    std::string from = xapian_path(writer.directory, writer.current.xapian);
    std::string to = xapian_path(writer.directory, next.xapian);
    remove_tree(to);
    Xapian::Database(from).compact(to, Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULLER);
    write_current(writer.directory, next);
    writer.generation.reset();
    writer.current = next;
    writer.generation = std::make_unique<Generation>(writer.directory, next.xapian, snapshot);
    remove_strays(writer.directory, next, snapshot);
}

// Everything that is alive, copied into a new generation.
void squeeze_everything(tc_writer &writer)
{
    Current next = {writer.current.xapian + 1, writer.current.epoch + 1};
    Snapshot snapshot = Generation::fresh(writer.generation->snapshot().generation + 1);
    remove_tree(xapian_path(writer.directory, next.xapian));
    {
        Generation fresh(writer.directory, next.xapian, snapshot);
        copy_live(writer.directory, writer.current, writer.generation->snapshot(), fresh, batch_most);
        fresh.commit(true);
        snapshot = fresh.snapshot();
    }
    write_current(writer.directory, next);
    writer.generation.reset();
    writer.current = next;
    writer.generation = std::make_unique<Generation>(writer.directory, next.xapian, snapshot);
    squeeze_postings(writer);
}

} // namespace

extern "C" {

enum tc_status tc_writer_open(const char *directory, struct tc_writer **ret, struct tc_error *err)
{
    return guard(err, [&] {
        auto writer = std::make_unique<tc_writer>();
        open_writer(directory, *writer);
        *ret = writer.release();
    });
}

enum tc_status tc_writer_put(struct tc_writer *writer, const struct tc_store_doc *doc, struct tc_error *err)
{
    return guard_writer(writer, err, [&](Generation &generation) {
        generation.put(*doc);
        if (generation.pending_bytes() >= batch_bytes(generation.snapshot()))
            generation.commit(false);
    });
}

enum tc_status tc_writer_delete(struct tc_writer *writer, const char *id, struct tc_error *err)
{
    return guard_writer(writer, err, [&](Generation &generation) { generation.remove(id_number(id)); });
}

enum tc_status tc_writer_commit(struct tc_writer *writer, struct tc_error *err)
{
    return guard_writer(writer, err, [](Generation &generation) { generation.commit(true); });
}

enum tc_status tc_writer_set(struct tc_writer *writer, const char *name, const char *value, struct tc_error *err)
{
    return guard_writer(writer, err,
                        [&](Generation &generation) { generation.set(setting_name(name), value ? value : ""); });
}

enum tc_status tc_writer_compact(struct tc_writer *writer, struct tc_error *err)
{
    return guard_writer(writer, err, [&](Generation &generation) {
        generation.commit(true);
        const Snapshot &snapshot = generation.snapshot();
        if (snapshot.dead > snapshot.documents / 10 * 3)
            squeeze_everything(*writer);
        else
            squeeze_postings(*writer);
        refresh_dense(writer->directory, writer->current, *writer->generation);
        writer->generation->commit(false);
    });
}

enum tc_status tc_writer_refresh_cited(struct tc_writer *writer, struct tc_error *err)
{
    return guard_writer(writer, err, [&](Generation &generation) {
        generation.commit(false);
        refresh_cited(writer->directory, writer->current, generation);
        refresh_dense(writer->directory, writer->current, generation);
        generation.commit(false);
    });
}

char *tc_writer_get(struct tc_writer *writer, const char *name)
{
    char *value = nullptr;
    guard(nullptr, [&] {
        std::string text = writer->generation->database().get_metadata(setting_name(name));
        if (!text.empty())
            value = tc_xstrndup(text.data(), text.size());
    });
    return value;
}

uint32_t tc_writer_count(const struct tc_writer *writer)
{
    return writer->generation->snapshot().documents - writer->generation->snapshot().dead;
}

enum tc_status tc_store_discard(const char *directory, struct tc_error *err)
{
    return guard(err, [&] {
        Lock lock;
        lock.take(directory);
        unlink((std::string(directory) + "/current").c_str());
        unlink((std::string(directory) + "/state").c_str());
        sync_directory(directory);
        remove_strays(directory, Current(), Snapshot());
    });
}

void tc_writer_close(struct tc_writer *writer)
{
    delete writer;
}

} // extern "C"
