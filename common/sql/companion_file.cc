#include "common/sql/companion_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam::sql {
namespace {

constexpr mode_t kRights = 0640;
constexpr size_t kMostRead = 4'096;
// A file that is there may be removed before it is opened, and the other way
// round.
constexpr int kAttempts = 10;

// A pipe, which has no other end, is not waited for.
constexpr int kCarefully = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

bool IsRegular(int file) {
  struct stat about = {};
  return fstat(file, &about) == 0 && S_ISREG(about.st_mode);
}

// Of a file that was made just now.
void GiveToOwnerOf(const std::string& store, int file) {
  struct stat about = {};
  if (geteuid() != 0 || stat(store.c_str(), &about) != 0) return;
  static_cast<void>(fchown(file, about.st_uid, about.st_gid) == 0);
}

absl::Status NoRegularFileError(const std::string& path) {
  return StoreFailedError(absl::StatusCode::kInternal,
                          absl::StrCat(path, " is no regular file; remove it"));
}

bool WriteAll(int file, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t part = write(file, text.data(), text.size());
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) return false;
    text.remove_prefix(static_cast<size_t>(part));
  }
  return true;
}

}  // namespace

absl::Status CompanionError(const std::string& path, absl::string_view done) {
  const int error = errno;
  // The last is a limit on the size of files.
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  if (full) {
    return StoreFailedError(absl::StatusCode::kResourceExhausted,
                            absl::StrCat(path, ": the disk is full"));
  }
  return StoreFailedError(
      absl::StatusCode::kInternal,
      absl::StrCat(path, " can't be ", done, ": ", std::strerror(error)));
}

absl::StatusOr<int> OpenCompanion(const std::string& store,
                                  const std::string& path) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    int file = open(path.c_str(), O_RDWR | kCarefully);
    if (file >= 0 && IsRegular(file)) return file;
    if (file >= 0) {
      close(file);
      return NoRegularFileError(path);
    }
    // A link, a folder, a socket.
    if (errno == ELOOP || errno == EISDIR || errno == ENXIO) {
      return NoRegularFileError(path);
    }
    if (errno != ENOENT) break;
    file = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | kCarefully, kRights);
    if (file >= 0) {
      GiveToOwnerOf(store, file);
      return file;
    }
    if (errno != EEXIST) break;
  }
  return CompanionError(path, "opened");
}

absl::Status ReplaceCompanion(const std::string& store, const std::string& path,
                              absl::string_view text) {
  // Of a name that nobody knows before: what somebody left is in no one's way.
  std::string draft = absl::StrCat(path, ".new-XXXXXX");
  const int file = mkostemp(draft.data(), O_CLOEXEC);
  if (file < 0) return CompanionError(path, "written");
  GiveToOwnerOf(store, file);
  absl::Status status;
  if (fchmod(file, kRights) != 0 || !WriteAll(file, text) ||
      std::rename(draft.c_str(), path.c_str()) != 0) {
    status = CompanionError(path, "written");
    unlink(draft.c_str());
  }
  close(file);
  return status;
}

absl::optional<std::string> ReadCompanion(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | kCarefully);
  if (file < 0) return absl::nullopt;
  std::string text(kMostRead, '\0');
  const ssize_t size =
      IsRegular(file) ? read(file, text.data(), text.size()) : -1;
  close(file);
  if (size < 0) return absl::nullopt;
  text.resize(static_cast<size_t>(size));
  return text;
}

}  // namespace sangam::sql
