// Tokens: which state of which store an answer shows.
#ifndef SANGAM_COMMON_CHANGELOG_TOKEN_H_
#define SANGAM_COMMON_CHANGELOG_TOKEN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sangam {

// A state of one store: after its `revision`-th transaction in the life that
// `epoch` names. Revision 0 is the empty store.
struct StorePosition {
  std::string store;
  std::string epoch;
  int64_t revision = 0;

  friend bool operator==(const StorePosition&, const StorePosition&) = default;
};

// Positions of several stores, at most one each. Callers see it as an opaque
// text; texts joined by a comma are one token; the empty text is the empty
// token. A value type.
class Token {
 public:
  Token() = default;
  explicit Token(const StorePosition& position) { Merge(position); }

  // TOKEN_MALFORMED on `field` for a text that Encode() did not make, cut-off
  // and altered ones included; STORE_EPOCH_CHANGED where joined tokens are of
  // two lives of one store.
  static absl::StatusOr<Token> Parse(absl::string_view text,
                                     absl::string_view field);
  std::string Encode() const;

  // The position of `store`, or null. Valid until the token changes.
  const StorePosition* Find(absl::string_view store) const;
  const std::vector<StorePosition>& positions() const { return positions_; }

  // Takes the later revision within one epoch; a new epoch replaces the old.
  void Merge(const StorePosition& position);
  void Merge(const Token& other);

 private:
  std::vector<StorePosition> positions_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_TOKEN_H_
