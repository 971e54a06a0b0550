// The file of a backup: the engine's own file, then a manifest, then a seal.
//
// The engine's tools read such a file as one of theirs (sqlite3, pg_restore
// --list), for they don't look past the end of what they wrote. The last two
// lines are text:
//
//   {"store":"registry","epoch":"...","revision":1204, ...}
//   sangam-backup 1 BYTES-OF-THE-MANIFEST SHA-256-OF-THE-MANIFEST
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_FILE_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_FILE_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/sangamctl/backup/backup_manifest.h"
#include "services/sangamctl/backup/descriptor.h"

namespace sangam::sangamctl {

// Marks SQLite's part of a backup, where SQLite keeps a place for it: "SgBk".
inline constexpr int64_t kSqliteBackupMark = 0x5367426b;

// How far a piece of work has come; `total` is the same from call to call.
struct BackupStep {
  const char* unit;
  int64_t done;
  int64_t total;
};
// May be empty, where nobody looks on.
using BackupProgress = std::function<void(const BackupStep&)>;

// A backup that is being written, beside its place: PATH.part. It is there
// under its name only once it is whole and on disk; one that was cut off is
// begun anew by the next. Not thread-safe.
class BackupFileWriter {
 public:
  // Makes the file for the engine's part. Refuses to take the place of anything
  // but a backup, and to write while another process does.
  static absl::StatusOr<std::unique_ptr<BackupFileWriter>> Begin(
      const std::string& path);
  // Removes the part, unless sealed.
  ~BackupFileWriter();

  const std::string& part() const { return part_; }
  int descriptor() const { return file_.get(); }

  // The engine has written all. Adds size and digest to `manifest`, and gives
  // the whole its name.
  absl::Status Seal(BackupManifest& manifest, const BackupProgress& progress);

 private:
  BackupFileWriter(std::string path, std::string part, Descriptor file)
      : path_(std::move(path)),
        part_(std::move(part)),
        file_(std::move(file)) {}

  const std::string path_;
  const std::string part_;
  const Descriptor file_;
  bool sealed_ = false;
};

// The manifest of a backup that is whole to its end. INVALID_ARGUMENT if it is
// not, or of another release.
absl::StatusOr<BackupManifest> ReadBackup(const std::string& path);

// Reads all of it: INVALID_ARGUMENT if a byte has changed since it was taken.
absl::Status CheckUndamaged(const std::string& path,
                            const BackupManifest& manifest,
                            const BackupProgress& progress);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_FILE_H_
