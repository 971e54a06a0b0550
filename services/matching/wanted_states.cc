#include "services/matching/wanted_states.h"

#include <cstdint>
#include <string>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {
namespace {

using type::v1::ReadAt;

// What a google.protobuf.Timestamp may hold: the years 1 to 9999.
constexpr int64_t kFirstSecond = -62'135'596'800;
constexpr int64_t kLastSecond = 253'402'300'799;
constexpr int32_t kNanosPerSecond = 1'000'000'000;

bool IsInstant(const google::protobuf::Timestamp& time) {
  return time.seconds() >= kFirstSecond && time.seconds() <= kLastSecond &&
         time.nanos() >= 0 && time.nanos() < kNanosPerSecond;
}

absl::StatusOr<Token> ReadToken(const std::string& text,
                                absl::string_view field) {
  SANGAM_ASSIGN_OR_RETURN(Token token, Token::Parse(text, field));
  for (const StorePosition& position : token.positions()) {
    if (position.store != kRegistryStore && position.store != kCatalogStore) {
      return TokenMalformedError(field);
    }
  }
  return token;
}

absl::optional<Moment> MomentOf(const Token& token, absl::string_view store) {
  const StorePosition* position = token.Find(store);
  if (position == nullptr) return absl::nullopt;
  return Moment(*position);
}

}  // namespace

absl::StatusOr<WantedStates> ExactStates(const std::string& token,
                                         absl::string_view field) {
  SANGAM_ASSIGN_OR_RETURN(const Token exact, ReadToken(token, field));
  WantedStates wanted;
  wanted.registry = MomentOf(exact, kRegistryStore);
  wanted.catalog = MomentOf(exact, kCatalogStore);
  return wanted;
}

absl::StatusOr<WantedStates> ReadWantedStates(const ReadAt& read_at) {
  WantedStates wanted;
  if (read_at.has_at_least_token()) {
    SANGAM_ASSIGN_OR_RETURN(
        wanted.at_least,
        ReadToken(read_at.at_least_token(), "read_at.at_least_token"));
  } else if (read_at.has_exact_token()) {
    return ExactStates(read_at.exact_token(), "read_at.exact_token");
  } else if (read_at.has_known_at()) {
    if (!IsInstant(read_at.known_at())) {
      return InvalidFieldError("read_at.known_at", "is not an instant");
    }
    wanted.registry = Moment(read_at.known_at());
    wanted.catalog = Moment(read_at.known_at());
  }
  return wanted;
}

}  // namespace sangam::matching
