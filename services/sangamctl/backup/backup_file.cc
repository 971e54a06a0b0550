#include "services/sangamctl/backup/backup_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "common/changelog/digest.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/sangamctl/backup/backup_errors.h"

namespace sangam::sangamctl {
namespace {

constexpr char kSealWord[] = "sangam-backup";
constexpr int64_t kFormat = 1;
// The word, three spaces, one digit, eight of the manifest's size, the digest
// in hexadecimal and a newline.
constexpr int64_t kSealBytes = 13 + 3 + 1 + 8 + 64 + 1;
constexpr int64_t kMaxManifestBytes = 1 << 20;
constexpr size_t kReadBytes = size_t{1} << 20;

struct DigestFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

std::string Hex(absl::string_view bytes) {
  return absl::BytesToHexString(bytes);
}

// `size` bytes from `offset` on; fewer at the end of the file.
absl::StatusOr<std::string> ReadAt(int file, int64_t offset, int64_t size,
                                   const std::string& path) {
  std::string bytes(static_cast<size_t>(size), '\0');
  size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t part = pread(file, bytes.data() + got, bytes.size() - got,
                               offset + static_cast<int64_t>(got));
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) return UnreadableFileError(path);
    if (part == 0) break;
    got += static_cast<size_t>(part);
  }
  bytes.resize(got);
  return bytes;
}

absl::StatusOr<std::string> DigestOf(int file, int64_t size,
                                     const std::string& path,
                                     const BackupProgress& progress) {
  const std::unique_ptr<EVP_MD_CTX, DigestFree> context(EVP_MD_CTX_new());
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  for (int64_t done = 0; done < size;) {
    SANGAM_ASSIGN_OR_RETURN(
        const std::string bytes,
        ReadAt(file, done, std::min<int64_t>(kReadBytes, size - done), path));
    if (bytes.empty()) return DamagedBackupError(path);
    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
    done += static_cast<int64_t>(bytes.size());
    if (progress) progress({"MiB checked", done >> 20, size >> 20});
  }
  std::string digest(32, '\0');
  EVP_DigestFinal_ex(context.get(),
                     reinterpret_cast<unsigned char*>(digest.data()), nullptr);
  return Hex(digest);
}

absl::Status WriteAll(int file, absl::string_view bytes,
                      const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t part = write(file, bytes.data(), bytes.size());
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) return UnwritableFileError(path);
    bytes.remove_prefix(static_cast<size_t>(part));
  }
  return absl::OkStatus();
}

// What can be told of a file that does not end as a backup does.
absl::Status WithoutSeal(const std::string& path, absl::string_view beginning) {
  constexpr char kCut[] =
      "its end is missing, so it was cut short, or something was added to it;"
      " restore from another copy";
  if (absl::StartsWith(beginning, "SQLite format 3")) {
    // Bytes 68 to 71 of such a file, the highest first.
    std::string mark;
    for (int shift = 24; shift >= 0; shift -= 8) {
      mark.push_back(static_cast<char>(kSqliteBackupMark >> shift));
    }
    if (beginning.size() >= 72 && beginning.substr(68, 4) == mark) {
      return NoBackupError(path, kCut);
    }
    return NoBackupError(path,
                         "it is a SQLite file that sangamctl backup did not"
                         " write");
  }
  if (absl::StartsWith(beginning, "PGDMP")) {
    return NoBackupError(path,
                         "it was cut short, or it is a dump that pg_dump wrote"
                         " without sangamctl backup");
  }
  return NoBackupError(path, beginning.empty()
                                 ? "it is empty"
                                 : "sangamctl backup did not write it");
}

// Sets `open` to the part, locked against others. Another process may have
// given the part its name, or removed it, before it was locked here: then
// false.
absl::StatusOr<bool> OpenPart(const std::string& part, Descriptor* open) {
  // Somebody else may have put a link or a pipe there.
  Descriptor file(::open(part.c_str(),
                         O_CREAT | O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                         0640));
  if (file.get() < 0) return UnwritableFileError(part);
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    return BackupUnderWayError(part);
  }
  struct stat mine = {};
  struct stat named = {};
  if (fstat(file.get(), &mine) != 0 || lstat(part.c_str(), &named) != 0 ||
      mine.st_ino != named.st_ino || mine.st_dev != named.st_dev) {
    return false;
  }
  if (!S_ISREG(mine.st_mode)) return NotOverwrittenError(part);
  *open = std::move(file);
  return true;
}

}  // namespace

absl::StatusOr<std::unique_ptr<BackupFileWriter>> BackupFileWriter::Begin(
    const std::string& path) {
  struct stat there = {};
  if (stat(path.c_str(), &there) == 0 && !ReadBackup(path).ok()) {
    return NotOverwrittenError(path);
  }
  const std::string part = absl::StrCat(path, ".part");
  Descriptor file;
  bool mine = false;
  while (!mine) {
    SANGAM_ASSIGN_OR_RETURN(mine, OpenPart(part, &file));
  }
  if (ftruncate(file.get(), 0) != 0) return UnwritableFileError(part);
  return absl::WrapUnique(new BackupFileWriter(path, part, std::move(file)));
}

BackupFileWriter::~BackupFileWriter() {
  if (!sealed_) unlink(part_.c_str());
}

absl::Status BackupFileWriter::Seal(BackupManifest& manifest,
                                    const BackupProgress& progress) {
  const int64_t size = lseek(file_.get(), 0, SEEK_END);
  if (size < 0) return UnreadableFileError(part_);
  manifest.bytes = size;
  SANGAM_ASSIGN_OR_RETURN(manifest.sha256,
                          DigestOf(file_.get(), size, part_, progress));
  // On a line of its own, whatever the engine's part ends with.
  const std::string text = absl::StrCat("\n", WriteManifest(manifest), "\n");
  SANGAM_RETURN_IF_ERROR(WriteAll(
      file_.get(),
      absl::StrCat(text, absl::StrFormat("%s %d %08d %s\n", kSealWord, kFormat,
                                         text.size(), Hex(Sha256(text)))),
      part_));
  if (fsync(file_.get()) != 0 ||
      std::rename(part_.c_str(), path_.c_str()) != 0) {
    return UnwritableFileError(path_);
  }
  sealed_ = true;
  const size_t slash = path_.rfind('/');
  const std::string folder =
      slash == std::string::npos ? "." : path_.substr(0, slash + 1);
  const Descriptor listing(open(folder.c_str(), O_RDONLY | O_CLOEXEC));
  if (fsync(listing.get()) != 0) return UnwritableFileError(folder);
  return absl::OkStatus();
}

absl::StatusOr<BackupManifest> ReadBackup(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const int64_t size = file.get() < 0 ? -1 : lseek(file.get(), 0, SEEK_END);
  if (size < 0) return UnreadableFileError(path);
  SANGAM_ASSIGN_OR_RETURN(const std::string beginning,
                          ReadAt(file.get(), 0, 72, path));
  const int64_t sealed_at = std::max<int64_t>(0, size - kSealBytes);
  SANGAM_ASSIGN_OR_RETURN(const std::string seal,
                          ReadAt(file.get(), sealed_at, kSealBytes, path));
  const std::vector<std::string> words =
      absl::StrSplit(absl::StripSuffix(seal, "\n"), ' ');
  int64_t format = 0;
  if (words.empty() || words[0] != kSealWord || words.size() < 2 ||
      !absl::SimpleAtoi(words[1], &format)) {
    return WithoutSeal(path, beginning);
  }
  if (format > kFormat) {
    return NewerBackupError(
        path, absl::StrCat("its form is ", format,
                           ", but this sangamctl knows ", kFormat));
  }
  int64_t text_size = 0;
  if (format < 1 || words.size() != 4 ||
      !absl::SimpleAtoi(words[2], &text_size) || text_size <= 0 ||
      text_size > std::min(kMaxManifestBytes, sealed_at)) {
    return DamagedBackupError(path);
  }
  const int64_t payload = sealed_at - text_size;
  SANGAM_ASSIGN_OR_RETURN(const std::string text,
                          ReadAt(file.get(), payload, text_size, path));
  const absl::optional<BackupManifest> manifest = ReadManifest(text);
  if (Hex(Sha256(text)) != words[3] || !manifest ||
      manifest->bytes != payload) {
    return DamagedBackupError(path);
  }
  const absl::Status known = CheckKnown(manifest->schema);
  if (!known.ok()) return NewerBackupError(path, known.message());
  return *manifest;
}

absl::Status CheckUndamaged(const std::string& path,
                            const BackupManifest& manifest,
                            const BackupProgress& progress) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return UnreadableFileError(path);
  SANGAM_ASSIGN_OR_RETURN(const std::string digest,
                          DigestOf(file.get(), manifest.bytes, path, progress));
  return digest == manifest.sha256 ? absl::OkStatus()
                                   : DamagedBackupError(path);
}

}  // namespace sangam::sangamctl
