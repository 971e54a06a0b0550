// Which states a question wants to be answered from.
#ifndef SANGAM_SERVICES_MATCHING_WANTED_STATES_H_
#define SANGAM_SERVICES_MATCHING_WANTED_STATES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/token.h"
#include "sangam/type/v1/consistency.pb.h"
#include "services/matching/feeds/moment.h"

namespace sangam::matching {

// What a ReadAt says of each owner's store.
struct WantedStates {
  // The states that an answer from the present must reflect.
  Token at_least;
  // The past states. Nullopt: the present.
  absl::optional<Moment> registry;
  absl::optional<Moment> catalog;

  bool NamesPast() const { return registry || catalog; }
};

// Exactly the states of a token. INVALID_ARGUMENT, TOKEN_MALFORMED on `field`
// for a token that is none of these stores'; STORE_EPOCH_CHANGED for one that
// joins two lives of one store.
absl::StatusOr<WantedStates> ExactStates(const std::string& token,
                                         absl::string_view field);

// INVALID_ARGUMENT on the field within "read_at" that is at fault (reason
// TOKEN_MALFORMED for a token that is none of these stores');
// STORE_EPOCH_CHANGED for a token that joins two lives of one store.
absl::StatusOr<WantedStates> ReadWantedStates(const type::v1::ReadAt& read_at);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_WANTED_STATES_H_
