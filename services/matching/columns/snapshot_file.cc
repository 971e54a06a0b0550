#include "services/matching/columns/snapshot_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam::matching {
namespace {

constexpr size_t kBufferBytes = 1 << 20;

// So that a file that was renamed stays renamed.
bool SyncFolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string folder =
      slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  return synced;
}

// Where the file of this path is written.
std::string DraftOf(const std::string& path) {
  return absl::StrCat(path, ".new");
}

}  // namespace

SnapshotWriter::SnapshotWriter(std::string path)
    : path_(std::move(path)), draft_path_(DraftOf(path_)) {
  // A file that is there may have other rights, or lead elsewhere.
  RemoveLeftovers(path_);
  const int descriptor =
      open(draft_path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
           S_IRUSR | S_IWUSR);
  if (descriptor >= 0) file_ = fdopen(descriptor, "wb");
  if (file_ == nullptr) {
    Fail("creating");
    if (descriptor >= 0) close(descriptor);
    return;
  }
  std::setvbuf(file_, nullptr, _IOFBF, kBufferBytes);
}

SnapshotWriter::~SnapshotWriter() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  std::remove(draft_path_.c_str());
}

void SnapshotWriter::RemoveLeftovers(const std::string& path) {
  unlink(DraftOf(path).c_str());
}

void SnapshotWriter::Fail(absl::string_view what) {
  if (!status_.ok()) return;
  const int error = errno;
  const bool is_full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  status_ = StoreFailedError(
      is_full ? absl::StatusCode::kResourceExhausted
              : absl::StatusCode::kInternal,
      absl::StrCat(what, " ", draft_path_, ": ", std::strerror(error)));
}

void SnapshotWriter::Bytes(const void* bytes, size_t count) {
  if (!status_.ok() || count == 0) return;
  checksum_.Add(bytes, count);
  if (std::fwrite(bytes, 1, count, file_) != count) Fail("writing");
}

void SnapshotWriter::Text(absl::string_view text) {
  Number(text.size());
  Bytes(text.data(), text.size());
}

void SnapshotWriter::Words(const std::vector<uint64_t>& words) {
  Number(words.size());
  Bytes(words.data(), words.size() * sizeof(uint64_t));
}

absl::Status SnapshotWriter::Commit() {
  Number(checksum_.value());
  if (!status_.ok()) return status_;
  const bool written = std::fflush(file_) == 0 && fsync(fileno(file_)) == 0;
  if (!written) {
    Fail("writing");
    return status_;
  }
  std::fclose(std::exchange(file_, nullptr));
  if (std::rename(draft_path_.c_str(), path_.c_str()) != 0) {
    Fail("renaming");
    std::remove(draft_path_.c_str());
  } else if (!SyncFolderOf(path_)) {
    Fail("syncing the folder of");
  }
  return status_;
}

SnapshotReader::SnapshotReader(const std::string& path) {
  file_ = std::fopen(path.c_str(), "rbe");
  is_missing_ = file_ == nullptr && errno == ENOENT;
  struct stat about = {};
  if (file_ == nullptr || fstat(fileno(file_), &about) != 0 ||
      !S_ISREG(about.st_mode) ||
      about.st_size < static_cast<off_t>(sizeof(uint64_t))) {
    return;
  }
  std::setvbuf(file_, nullptr, _IOFBF, kBufferBytes);
  left_ = static_cast<uint64_t>(about.st_size) - sizeof(uint64_t);
  failed_ = false;
}

SnapshotReader::~SnapshotReader() {
  if (file_ != nullptr) std::fclose(file_);
}

bool SnapshotReader::Bytes(void* bytes, size_t count) {
  if (failed_ || count > left_) {
    failed_ = true;
    return false;
  }
  if (count == 0) return true;
  failed_ = std::fread(bytes, 1, count, file_) != count;
  if (failed_) return false;
  left_ -= count;
  checksum_.Add(bytes, count);
  return true;
}

bool SnapshotReader::NumberUpTo(uint64_t most, uint64_t* number) {
  return Number(number) && *number <= most;
}

bool SnapshotReader::Text(std::string* text) {
  uint64_t size = 0;
  // Nothing is allocated that the file could not fill.
  if (!Number(&size) || size > left_) return false;
  text->resize(size);
  return Bytes(text->data(), size);
}

bool SnapshotReader::Words(std::vector<uint64_t>* words) {
  uint64_t count = 0;
  if (!Number(&count) || count > left_ / sizeof(uint64_t)) return false;
  *words = std::vector<uint64_t>(count);
  return Bytes(words->data(), count * sizeof(uint64_t));
}

bool SnapshotReader::IsWhole() {
  if (failed_ || left_ != 0) return false;
  const uint64_t expected = checksum_.value();
  uint64_t stored = 0;
  return std::fread(&stored, 1, sizeof(stored), file_) == sizeof(stored) &&
         stored == expected;
}

}  // namespace sangam::matching
