// The state that a read asks for.
#ifndef SANGAM_COMMON_CHANGELOG_ASKED_STATE_H_
#define SANGAM_COMMON_CHANGELOG_ASKED_STATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/changelog/token.h"
#include "common/sql/database.h"
#include "sangam/type/v1/consistency.pb.h"

namespace sangam {

// What a ReadAt asks of one store. A value type.
class AskedState {
 public:
  // INVALID_ARGUMENT for a known_at that is no time; TOKEN_MALFORMED.
  static absl::StatusOr<AskedState> Parse(const type::v1::ReadAt& read_at,
                                          absl::string_view store);

  // The state to read, where `head` is the newest that `database` sees. A
  // known_at that is not before `now` asks for `head` too, since clocks differ
  // and a day is asked for by its end; the answer's token says what state that
  // was.
  // STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE, and REVISION_COMPACTED for
  // a state whose history is gone.
  absl::StatusOr<StorePosition> Resolve(sql::Database& database,
                                        const StorePosition& head,
                                        absl::Time now) const;

 private:
  // At most one of the three is set.
  absl::optional<StorePosition> at_least_;
  absl::optional<StorePosition> exact_;
  absl::optional<absl::Time> known_at_;
};

// Whether the answer must stay the same whatever is written later.
bool AsksForOneState(const type::v1::ReadAt& read_at);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_ASKED_STATE_H_
