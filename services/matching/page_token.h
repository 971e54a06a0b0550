// Where the next page of a match begins.
#ifndef SANGAM_SERVICES_MATCHING_PAGE_TOKEN_H_
#define SANGAM_SERVICES_MATCHING_PAGE_TOKEN_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/changelog/token.h"
#include "sangam/matching/v1/matching_service.pb.h"

namespace sangam::matching {

// A place in a ranked list, and which list it is. Two lists are the same if
// their questions and all that they rest on are.
struct PageToken {
  size_t offset = 0;
  // Of the request without page size, page token and read_at, but for an
  // instant in that.
  std::string question_digest;
  // Of what the list rests on; see StateDigest.
  std::string state_digest;
  // The exact states that the list was read from, as a token, where the request
  // names an instant: which states that means may change as records come in.
  // Else empty.
  std::string read_token{};
};

// All that the ranked list of one question rests on. Neither depends on which
// replica answers.
struct RankingState {
  absl::CivilDay as_of;
  StorePosition catalog;
  std::string registry_epoch;
  // 0 for a profile given in the request.
  int64_t profile_revision = 0;
  int64_t places_generation = 0;
  size_t place_count = 0;
  // The registry's revision where a past state was wanted; then generation and
  // count of the places don't matter.
  absl::optional<int64_t> past_revision = absl::nullopt;
};

std::string QuestionDigest(const v1::MatchSchemesRequest& request);
std::string StateDigest(const RankingState& state);

std::string EncodePageToken(const PageToken& token);

// INVALID_ARGUMENT on "page_token" for a text that EncodePageToken did not
// make.
absl::StatusOr<PageToken> ParsePageToken(absl::string_view text);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PAGE_TOKEN_H_
