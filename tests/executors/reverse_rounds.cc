#include "tests/executors/reverse_rounds.h"

#include "absl/strings/str_cat.h"

namespace sangam::executors {

using matching::CompiledVersion;

std::string ReverseRounds::Next(const matching::CatalogSnapshot& catalog,
                                const std::vector<RandomSubject>& subjects,
                                const PlaceDirectory& places, int64_t* pairs) {
  for (const RandomSubject& subject : subjects) {
    const std::string name = absl::StrCat("groups/g", written_++ % kNames);
    columns_.Upsert(name, subject.profile);
    profiles_[name] = subject.profile;
    if (written_ % 7 != 0) continue;
    columns_.Delete(profiles_.begin()->first);
    profiles_.erase(profiles_.begin());
  }
  columns_.Publish("random");
  const absl::CivilDay as_of = subjects.front().as_of;
  std::vector<const CompiledVersion*> versions;
  for (const matching::CompiledScheme& scheme : catalog.schemes()) {
    const CompiledVersion* version = scheme.VersionOn(as_of);
    if (version != nullptr) versions.push_back(version);
  }
  if (versions.empty()) return "";
  return matching::FirstDifference(
      profiles_, columns_.view(), versions, catalog.dictionary(),
      {as_of, {places, catalog.dated_references()}}, pairs);
}

}  // namespace sangam::executors
