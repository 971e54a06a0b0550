#include "common/rules/place_chain.h"

#include <atomic>

namespace sangam {

uint64_t NewGeneration() {
  static std::atomic<uint64_t> last = 0;
  return ++last;
}

bool PlaceChain::Contains(absl::string_view place) const {
  for (const PlaceLink& link : links) {
    if (link.place == place) return true;
  }
  return false;
}

absl::string_view PlaceChain::OfKind(type::v1::PlaceKind kind) const {
  if (kind == type::v1::PLACE_KIND_UNSPECIFIED) return "";
  for (const PlaceLink& link : links) {
    if (link.kind == kind) return link.place;
  }
  return "";
}

PlaceChain PlaceChain::FromProto(
    const google::protobuf::RepeatedPtrField<type::v1::PlaceRef>& refs) {
  PlaceChain chain;
  chain.links.reserve(refs.size());
  for (const type::v1::PlaceRef& ref : refs) {
    chain.links.push_back({ref.place(), ref.kind()});
  }
  return chain;
}

}  // namespace sangam
