#include "common/subjects/extra_path.h"

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace sangam {
namespace {

constexpr absl::string_view kBegin = "profile.extra[\"";
constexpr absl::string_view kEnd = "\"]";

bool MayBeInName(char c) {
  return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_' ||
         c == '.';
}

}  // namespace

std::string ExtraPathOf(absl::string_view attribute) {
  return absl::StrCat(kBegin, attribute, kEnd);
}

absl::optional<absl::string_view> AttributeOfExtraPath(absl::string_view path) {
  if (!absl::ConsumePrefix(&path, kBegin) ||
      !absl::ConsumeSuffix(&path, kEnd) || path.empty() ||
      !absl::c_all_of(path, MayBeInName)) {
    return absl::nullopt;
  }
  return path;
}

}  // namespace sangam
