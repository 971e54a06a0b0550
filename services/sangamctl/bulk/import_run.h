// An import from files: pass after pass, until all that can go in is in.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_IMPORT_RUN_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_IMPORT_RUN_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "sangam/registry/v1/import.pb.h"
#include "services/sangamctl/bulk/record_source.h"
#include "services/sangamctl/document/problem.h"

namespace sangam::sangamctl {

// What became of the records of all files.
struct ImportTotals {
  int64_t created = 0;
  int64_t updated = 0;
  int64_t unchanged = 0;
  int64_t rejected = 0;
  int64_t provisional_places = 0;
  // How many records are odd in which way.
  std::map<registry::v1::QualityFlag, int64_t> flags;
  // The state after the import.
  std::string token;
};

// Where chunks go. `send` may return before the answer is there, and hands each
// answer, in order, to `receive` of the run; `finish` waits for all.
struct ChunkSink {
  std::function<absl::Status(const registry::v1::ImportEntitiesRequest&)> send;
  std::function<absl::Status()> finish;
};

// A record that refers to what is not there yet is sent again in the next pass
// over the files, so that records may stand in any order, in any file. The
// files are read once for each pass; what is kept in memory is a number for
// each record. Used by one thread.
class ImportRun {
 public:
  // A chunk may hold no more.
  static constexpr int kChunkRecords = 1'000;
  static constexpr size_t kChunkBytes = size_t{480} * 1024;

  // `id` names this run among all others: it begins the request_ids. `settled`
  // is told how many records more are done with.
  ImportRun(std::vector<SourceFile> files, std::string id, bool dry_run,
            std::function<void(size_t)> settled);

  // Imports. Errors: those of `sink`; problems with the files end the run early
  // too.
  absl::Status Run(const ChunkSink& sink, Problems& problems);
  // The answer to the oldest chunk without one.
  void Receive(const registry::v1::ImportEntitiesResponse& response);

  const ImportTotals& totals() const { return totals_; }
  // Rejected records in order, at most `most`: "file:line: why".
  std::vector<std::string> FirstFaults(size_t most, Problems& problems) const;
  // Writes the rejected records of the one file, and why; see ReplaceFile.
  bool WriteRejects(const std::string& path, Problems& problems) const;

  // Files that were read and hold no record, as they are shown.
  const std::vector<std::string>& empty_files() const { return empty_files_; }

  // The collections of the records, and the systems that gave them ids.
  const std::set<std::string>& collections() const { return collections_; }
  const std::set<std::string>& systems() const { return systems_; }
  // Whether a file had a record with this outside id, or of this name, be it
  // one that was rejected.
  bool Holds(const registry::v1::Entity& entity) const;
  // Rejected records of which nothing tells which ones they are.
  int64_t unidentified() const { return unidentified_; }

 private:
  struct Chunk {
    registry::v1::ImportEntitiesRequest request;
    size_t bytes = 0;
  };

  absl::Status Pass(const ChunkSink& sink, Problems& problems);
  absl::Status Flush(const ChunkSink& sink);
  bool IsNew(const registry::v1::ImportRecord& record, int64_t row);
  // Notes which collection and which systems know the record.
  void NoteSource(const registry::v1::Entity& entity,
                  const std::vector<std::string>& keys);
  void RejectFaulty(int64_t row, const SourceRecord& record);
  void Reject(int64_t row, const std::string& why);
  // Counts a record that says what one before it says as unchanged, and rejects
  // one that says otherwise: which of both is meant, nobody knows.
  void SettleRepeats(Problems& problems);
  // Calls `visit` for each rejected record.
  void ForEachRejected(
      const std::function<bool(const SourceFile&, const SourceRecord&,
                               const RecordSource&, const std::string& why)>&
          visit,
      Problems& problems) const;

  const std::vector<SourceFile> files_;
  const std::string id_;
  const bool dry_run_;
  const std::function<void(size_t)> settled_;

  ImportTotals totals_;
  bool first_pass_ = true;
  int64_t chunks_ = 0;
  Chunk chunk_;
  // How many records each chunk under way has.
  std::deque<int> sizes_;
  // Records are numbered through all files. Those of this pass, if it is not
  // the first; those of the next, and why they did not go in.
  absl::flat_hash_set<int64_t> due_;
  absl::flat_hash_map<int64_t, std::string> deferred_;
  // Rejected for good: which of the faults, of which there are few.
  absl::flat_hash_map<int64_t, size_t> rejected_;
  std::vector<std::string> faults_;
  absl::flat_hash_map<std::string, size_t> fault_numbers_;
  // Records with a name or an outside id of one before, and which.
  absl::flat_hash_map<int64_t, int64_t> repeats_;
  std::vector<std::string> empty_files_;
  std::set<std::string> collections_;
  std::set<std::string> systems_;
  // Digests of the names and ids that the files have.
  absl::flat_hash_map<uint64_t, int64_t> keys_;
  // The same of records with a fault, which another one may come to correct.
  absl::flat_hash_set<uint64_t> faulty_keys_;
  int64_t unidentified_ = 0;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_IMPORT_RUN_H_
