#include "services/sangamctl/bulk/rejects_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace sangam::sangamctl {

namespace fs = std::filesystem;

namespace {

// A file of its own, without following what somebody put in its place.
bool MakeDraft(const std::string& path) {
  unlink(path.c_str());
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  return file >= 0 && close(file) == 0;
}

}  // namespace

bool IsReadFrom(const std::string& path, const std::vector<SourceFile>& files) {
  return std::any_of(files.begin(), files.end(), [&](const SourceFile& file) {
    std::error_code neither_is_there;
    return fs::equivalent(path, file.path, neither_is_there);
  });
}

bool MayHoldRejects(const std::string& path) {
  std::error_code fault;
  if (!fs::is_regular_file(path, fault)) return !fs::is_directory(path, fault);
  if (fs::file_size(path, fault) == 0) return true;
  std::ifstream file(path);
  return IsFileOfRejects(file);
}

bool ReplaceFile(const std::string& path,
                 const std::function<void(std::ostream&)>& write) {
  std::error_code fault;
  const bool special = fs::exists(path, fault) && !fs::is_regular_file(path);
  // Of a link the file that it leads to is replaced, and not the link.
  const fs::path target =
      special ? fs::path(path) : fs::weakly_canonical(path, fault);
  if (target.empty()) return false;
  // Beside it, so that it can take its place in one step.
  const std::string draft =
      special ? path : absl::StrCat(target.string(), ".part-", getpid());
  if (!special && !MakeDraft(draft)) return false;
  std::ofstream output(draft, std::ios::binary);
  write(output);
  output.close();
  bool whole = static_cast<bool>(output);
  if (special) return whole;
  if (whole) {
    fs::rename(draft, target, fault);
    whole = !fault;
  }
  if (!whole) fs::remove(draft, fault);
  return whole;
}

bool RemoveOldRejects(const std::string& path) {
  std::error_code fault;
  if (!fs::is_regular_file(path, fault)) return false;
  std::ifstream file(path);
  return IsFileOfRejects(file) && fs::remove(path, fault);
}

}  // namespace sangam::sangamctl
