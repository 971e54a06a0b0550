// How alike two subjects are.
#ifndef SANGAM_SERVICES_MATCHING_REPLICATION_LIKENESS_H_
#define SANGAM_SERVICES_MATCHING_REPLICATION_LIKENESS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/place_chain.h"
#include "sangam/matching/v1/replication_service.pb.h"

namespace sangam::matching {

// What of a subject likeness reads.
struct Likened {
  type::v1::SubjectKind kind = type::v1::SUBJECT_KIND_UNSPECIFIED;
  // Sorted, each once.
  std::vector<std::string> sectors;
  std::vector<std::string> trades_and_problems;
  // Members, else artisans, else households; nothing where none is known.
  absl::optional<int64_t> size;
  PlaceChain place;
};

Likened LikenedOf(const type::v1::Profile& profile, PlaceChain place);

// By the parts that the contract names. What is not known of either is worth no
// points.
v1::Likeness LikenessOf(const Likened& a, const Likened& b);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_REPLICATION_LIKENESS_H_
