#include "services/sangamctl/scheme_file/version_overlap.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/sangamctl/match_screen/term_words.h"

namespace sangam::sangamctl {
namespace {

using scheme_catalog::v1::SchemeVersion;

// One version that a file describes.
struct Described {
  const Resource* resource = nullptr;
  const SchemeVersion* version = nullptr;
};
using VersionsOfScheme = std::vector<Described>;

// Days as "2026-04-01", which sort as text; empty is the earliest.
std::string FirstDayOf(const SchemeVersion& version) {
  return DateInWords(version.effective_from());
}

// Whether `version` is in force on `day`, on or after its first day, beside
// `all`: until its end, or until another one takes its place.
bool IsInForceOn(const std::string& day, const SchemeVersion& version,
                 const VersionsOfScheme& all) {
  for (const auto& last : {version.effective_until(), version.closed_on()}) {
    const std::string until = DateInWords(last);
    if (!until.empty() && until < day) return false;
  }
  return absl::c_none_of(all, [&](const Described& other) {
    return absl::c_linear_search(other.version->supersedes(), version.name()) &&
           FirstDayOf(*other.version) <= day;
  });
}

// If there is a common day, the later of the two first days is one.
bool Overlap(const SchemeVersion& a, const SchemeVersion& b,
             const VersionsOfScheme& all) {
  const std::string day = std::max(FirstDayOf(a), FirstDayOf(b));
  return IsInForceOn(day, a, all) && IsInForceOn(day, b, all);
}

bool IsDraft(const SchemeVersion& version) {
  return version.state() <= scheme_catalog::v1::SCHEME_VERSION_STATE_DRAFT;
}

}  // namespace

void AddOverlaps(const std::vector<Resource>& resources, LintReport& report) {
  std::map<std::string, VersionsOfScheme> by_scheme;
  for (const Resource& resource : resources) {
    if (resource.faulty || resource.type->kind != ResourceKind::kSchemeVersion)
      continue;
    by_scheme[SchemeOfName(resource.name)].push_back(
        {&resource, static_cast<const SchemeVersion*>(resource.message.get())});
  }
  for (const auto& [scheme, versions] : by_scheme) {
    for (size_t later = 1; later < versions.size(); ++later) {
      for (size_t earlier = 0; earlier < later; ++earlier) {
        const Described& a = versions[earlier];
        const Described& b = versions[later];
        if (!Overlap(*a.version, *b.version, versions)) continue;
        const bool draft = IsDraft(*a.version) || IsDraft(*b.version);
        (draft ? report.advice : report.faults)
            .push_back(FaultAt(
                *b.resource, "effective_from",
                absl::StrCat(a.version->name(),
                             " is in force on some of the same days; name it in"
                             " supersedes if this version takes its place, or"
                             " let one end before the other begins")));
      }
    }
  }
}

}  // namespace sangam::sangamctl
