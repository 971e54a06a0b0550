#include "common/changelog/token.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/changelog/digest.h"
#include "common/status/errors.h"

namespace sangam {
namespace {

// Says what the text is, so that a page token is never taken for a token.
constexpr char kForm[] = "t1";
// Far more than there are stores: joining is quadratic in them.
constexpr size_t kMaxPositions = 32;

bool ParsePosition(absl::string_view text, StorePosition* position) {
  std::string payload;
  if (!Unseal(text, &payload)) return false;
  const std::vector<std::string> parts = absl::StrSplit(payload, '/');
  if (parts.size() != 4 || parts[0] != kForm || parts[1].empty() ||
      parts[2].empty()) {
    return false;
  }
  position->store = parts[1];
  position->epoch = parts[2];
  return absl::SimpleAtoi(parts[3], &position->revision) &&
         position->revision >= 0;
}

}  // namespace

absl::StatusOr<Token> Token::Parse(absl::string_view text,
                                   absl::string_view field) {
  Token token;
  if (text.empty()) return token;
  for (absl::string_view part : absl::StrSplit(text, ',')) {
    StorePosition position;
    if (!ParsePosition(part, &position)) return TokenMalformedError(field);
    const StorePosition* known = token.Find(position.store);
    if (known != nullptr && known->epoch != position.epoch) {
      return StoreEpochChangedError(position.store);
    }
    token.Merge(position);
    if (token.positions_.size() > kMaxPositions) {
      return TokenMalformedError(field);
    }
  }
  return token;
}

std::string Token::Encode() const {
  return absl::StrJoin(
      positions_, ",", [](std::string* out, const StorePosition& position) {
        absl::StrAppend(
            out, Seal(absl::StrCat(kForm, "/", position.store, "/",
                                   position.epoch, "/", position.revision)));
      });
}

const StorePosition* Token::Find(absl::string_view store) const {
  for (const StorePosition& position : positions_) {
    if (position.store == store) return &position;
  }
  return nullptr;
}

void Token::Merge(const StorePosition& position) {
  for (StorePosition& known : positions_) {
    if (known.store != position.store) continue;
    const bool newer_life = known.epoch != position.epoch;
    if (newer_life || known.revision < position.revision) known = position;
    return;
  }
  positions_.push_back(position);
}

void Token::Merge(const Token& other) {
  for (const StorePosition& position : other.positions_) Merge(position);
}

}  // namespace sangam
