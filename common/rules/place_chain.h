// Where a place lies, as place.within() needs it.
#ifndef SANGAM_COMMON_RULES_PLACE_CHAIN_H_
#define SANGAM_COMMON_RULES_PLACE_CHAIN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "google/protobuf/repeated_field.h"
#include "sangam/type/v1/place_ref.pb.h"

namespace sangam {

// One link: a place and its kind. A kind that is not known is UNSPECIFIED.
struct PlaceLink {
  std::string place;
  type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;

  friend bool operator==(const PlaceLink& a, const PlaceLink& b) {
    return a.place == b.place && a.kind == b.kind;
  }
};

// A place and its ancestors in all hierarchies (revenue, development, urban)
// merged; the place itself comes first, and each kind occurs at most once. An
// empty chain means that no place is known.
struct PlaceChain {
  std::vector<PlaceLink> links;

  bool empty() const { return links.empty(); }
  // Whether `place` is one of the links.
  bool Contains(absl::string_view place) const;
  // The place of this kind, or an empty text.
  absl::string_view OfKind(type::v1::PlaceKind kind) const;

  static PlaceChain FromProto(
      const google::protobuf::RepeatedPtrField<type::v1::PlaceRef>& refs);
};

// Looks up any place that a rule or a subject names. Implementations must be
// safe to call from several threads at once and answer from memory: a match
// asks several times.
class PlaceDirectory {
 public:
  virtual ~PlaceDirectory() = default;

  // The chain of `place` ("places/..."), or nothing if the place is unknown.
  virtual absl::optional<PlaceChain> ChainOf(absl::string_view place) const = 0;

  // What people call `place`; empty if the place is unknown or has no title.
  virtual std::string TitleOf(absl::string_view place) const = 0;

  // Names what ChainOf answers, for those who keep what they made of it: two
  // directories with the same generation answer the same, for ever. 0: that
  // can't be promised.
  virtual uint64_t generation() const { return 0; }
};

// A generation that no other object of this process has.
uint64_t NewGeneration();

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_PLACE_CHAIN_H_
