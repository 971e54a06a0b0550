// A past state of one store, as a question names it.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_MOMENT_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_MOMENT_H_

#include "absl/types/variant.h"
#include "common/changelog/token.h"
#include "google/protobuf/timestamp.pb.h"
#include "sangam/type/v1/consistency.pb.h"

namespace sangam::matching {

// Exactly this position, or what was recorded at this instant.
using Moment = absl::variant<StorePosition, google::protobuf::Timestamp>;

// How the store's owner is asked for it.
type::v1::ReadAt ToReadAt(const Moment& moment);

// Whether an answer from `position` can be one about the moment. Of an instant
// only the owner knows which position it means.
bool IsAt(const Moment& moment, const StorePosition& position);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_MOMENT_H_
