// Whether two records are probably of one subject.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_LIKENESS_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_LIKENESS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "sangam/registry/v1/subject_care.pb.h"
#include "services/registry/domain/subject.h"

namespace sangam::registry {

// What is left of a title without capitals, spaces, punctuation, and words at
// its end for a kind of body: "maadurga" for "Maa Durga S.H.G.". Scripts
// without capitals stay as they are. Empty where a title says nothing of its
// own.
std::string TitleKey(absl::string_view title);

// What is left of an id without spaces, hyphens, slashes, dots, underscores and
// zeros in front, in capitals: "12345" for "0123-45". The store's index of ids
// is over the same; see tables.cc.
std::string OutsideIdKey(absl::string_view value);

// A record with what it is compared by.
struct LikenessRecord {
  Subject subject;
  std::string bank_branch_ifsc;
};

// The systems of which both hold ids, and two of these are alike.
bool HaveLikeIds(const Subject& some, const Subject& other);

// Why both may be one; nothing where only counts and the like agree, or they
// are of two kinds. The pair's names are in order, whatever that of the
// arguments.
absl::optional<v1::DuplicatePair> CompareRecords(const LikenessRecord& some,
                                                 const LikenessRecord& other);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_LIKENESS_H_
