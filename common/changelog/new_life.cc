#include "common/changelog/new_life.h"

#include <openssl/rand.h>

#include <cerrno>
#include <cstdio>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/status/errors.h"

namespace sangam {
namespace {

// Enough that no two lives of a store ever share an epoch.
constexpr int kEpochBytes = 8;

}  // namespace

absl::StatusOr<std::string> DrawEpoch() {
  unsigned char bytes[kEpochBytes];
  if (RAND_bytes(bytes, kEpochBytes) != 1) {
    return InternalFault("the system gives no random bytes");
  }
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(bytes), kEpochBytes));
}

std::string NewLifeScript(absl::string_view tables_in, absl::string_view epoch,
                          bool notes_life) {
  const std::string schema = absl::StrCat(
      "\"", absl::StrReplaceAll(tables_in, {{"\"", "\"\""}}), "\"");
  std::string script =
      absl::StrCat("UPDATE ", schema, ".meta SET epoch = '", epoch, "';\n");
  if (notes_life) absl::StrAppend(&script, "DELETE FROM ", schema, ".life;\n");
  return script;
}

absl::Status ForgetLife(const sql::StoreAddress& address) {
  const std::string path = absl::StrCat(address.text(), ".life");
  if (std::remove(path.c_str()) == 0 || errno == ENOENT) {
    return absl::OkStatus();
  }
  return StoreFailedError(absl::StatusCode::kInternal,
                          absl::StrCat(path, " can't be removed"));
}

}  // namespace sangam
