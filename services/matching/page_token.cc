#include "services/matching/page_token.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/changelog/digest.h"
#include "common/clock/civil_date.h"
#include "services/matching/match_errors.h"

namespace sangam::matching {
namespace {

// Half of a SHA-256 in hexadecimal: plenty to tell lists apart.
constexpr size_t kDigestLength = 32;
// Far more than there are schemes.
constexpr uint64_t kMostOffset = 1'000'000'000;

std::string ShortDigest(absl::string_view bytes) {
  return absl::BytesToHexString(Sha256(bytes)).substr(0, kDigestLength);
}

}  // namespace

std::string QuestionDigest(const v1::MatchSchemesRequest& request) {
  v1::MatchSchemesRequest question = request;
  if (!request.read_at().has_known_at()) question.clear_read_at();
  question.clear_page_size();
  question.clear_page_token();
  return ShortDigest(SerializeDeterministically(question));
}

std::string StateDigest(const RankingState& state) {
  return ShortDigest(absl::StrCat(
      FormatDay(state.as_of), "|", state.catalog.epoch, "|",
      state.catalog.revision, "|", state.registry_epoch, "|",
      state.profile_revision, "|", state.places_generation, "|",
      state.place_count, "|",
      state.past_revision ? absl::StrCat(*state.past_revision) : "present"));
}

std::string EncodePageToken(const PageToken& token) {
  return Seal(absl::StrCat("2|", token.offset, "|", token.question_digest, "|",
                           token.state_digest, "|", token.read_token));
}

absl::StatusOr<PageToken> ParsePageToken(absl::string_view text) {
  std::string payload;
  if (!Unseal(text, &payload)) return PageTokenMalformedError();
  const std::vector<std::string> parts =
      absl::StrSplit(payload, absl::MaxSplits('|', 4));
  PageToken token;
  uint64_t offset = 0;
  if (parts.size() != 5 || parts[0] != "2" ||
      !absl::SimpleAtoi(parts[1], &offset) || offset > kMostOffset) {
    return PageTokenMalformedError();
  }
  token.offset = offset;
  token.question_digest = parts[2];
  token.state_digest = parts[3];
  token.read_token = parts[4];
  return token;
}

}  // namespace sangam::matching
