#include "common/subjects/child_path.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace sangam {
namespace {

constexpr absl::string_view kChildren = "profile.children.profiles[";
constexpr absl::string_view kProfile = "profile.";
constexpr absl::string_view kPlace = "place";

}  // namespace

std::string ChildPathOf(const ChildFact& fact) {
  return absl::StrCat(kChildren, fact.child, "].",
                      absl::StripPrefix(fact.path, kProfile));
}

absl::optional<ChildFact> FactOfChildPath(absl::string_view path) {
  if (!absl::ConsumePrefix(&path, kChildren)) return absl::nullopt;
  const size_t end = path.find("].");
  ChildFact fact;
  if (end == path.npos || !absl::SimpleAtoi(path.substr(0, end), &fact.child)) {
    return absl::nullopt;
  }
  const absl::string_view rest = path.substr(end + 2);
  fact.path = rest == kPlace ? std::string(rest) : absl::StrCat(kProfile, rest);
  return fact;
}

}  // namespace sangam
