#include "services/matching/feeds/moment.h"

namespace sangam::matching {

type::v1::ReadAt ToReadAt(const Moment& moment) {
  type::v1::ReadAt read_at;
  if (const auto* position = absl::get_if<StorePosition>(&moment)) {
    read_at.set_exact_token(Token(*position).Encode());
  } else {
    *read_at.mutable_known_at() =
        absl::get<google::protobuf::Timestamp>(moment);
  }
  return read_at;
}

bool IsAt(const Moment& moment, const StorePosition& position) {
  const auto* exact = absl::get_if<StorePosition>(&moment);
  return exact == nullptr || *exact == position;
}

}  // namespace sangam::matching
