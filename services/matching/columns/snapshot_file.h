// Numbers and texts in a file, under a checksum.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_SNAPSHOT_FILE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_SNAPSHOT_FILE_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/matching/columns/checksum.h"

namespace sangam::matching {

// Writes a new file beside the one of this path, and then puts it in its place,
// so that whoever reads the path finds a whole file at any time: also when the
// program is killed meanwhile. Only the user that writes it may read it. For
// one thread. The first error counts, and is told by Commit.
class SnapshotWriter {
 public:
  explicit SnapshotWriter(std::string path);
  // Removes what was not committed.
  ~SnapshotWriter();

  void Number(uint64_t number) { Bytes(&number, sizeof(number)); }
  void Text(absl::string_view text);
  void Words(const std::vector<uint64_t>& words);

  // Puts the file in the place of the one of this path, when it is wholly on
  // disk. Errors: STORE_FAILED (RESOURCE_EXHAUSTED for a full disk, else
  // INTERNAL); what was at the path then stays.
  absl::Status Commit();

  // Removes what a writer of this path left that was killed.
  static void RemoveLeftovers(const std::string& path);

 private:
  void Bytes(const void* bytes, size_t count);
  void Fail(absl::string_view what);

  const std::string path_;
  const std::string draft_path_;
  std::FILE* file_ = nullptr;
  Checksum checksum_;
  absl::Status status_;
};

// Reads such a file from its beginning; for one thread. What is read must not
// be believed before IsWhole. After a read that fails all others fail.
class SnapshotReader {
 public:
  explicit SnapshotReader(const std::string& path);
  ~SnapshotReader();

  bool Number(uint64_t* number) { return Bytes(number, sizeof(*number)); }
  // A number up to `most`.
  bool NumberUpTo(uint64_t most, uint64_t* number);
  bool Text(std::string* text);
  bool Words(std::vector<uint64_t>* words);

  // Whether all was read, and is what was written.
  bool IsWhole();

  // Whether there is no file at all.
  bool is_missing() const { return is_missing_; }

 private:
  bool Bytes(void* bytes, size_t count);

  std::FILE* file_ = nullptr;
  // Up to the checksum at the end.
  uint64_t left_ = 0;
  bool failed_ = true;
  bool is_missing_ = false;
  Checksum checksum_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_SNAPSHOT_FILE_H_
