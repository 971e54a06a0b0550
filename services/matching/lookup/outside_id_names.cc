#include "services/matching/lookup/outside_id_names.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "services/matching/lookup/envelope.h"

namespace sangam::matching {
namespace {

constexpr absl::Duration kTimeToLive = absl::Hours(24);

// The id itself stays out of the key: what another system calls a subject is
// nobody's business who lists the keys of the store.
std::string Key(absl::string_view epoch, const type::v1::OutsideId& id) {
  const std::string pair =
      absl::StrCat(id.system(), absl::string_view("\0", 1), id.value());
  return absl::StrCat("sangam:outside-id:1:", epoch, ":",
                      absl::BytesToHexString(Sha256(pair)));
}

}  // namespace

absl::optional<std::string> OutsideIdNames::Find(absl::string_view epoch,
                                                 const type::v1::OutsideId& id,
                                                 LookupBudget& budget) const {
  if (store_ == nullptr) return absl::nullopt;
  const std::string key = Key(epoch, id);
  const auto bytes = store_->Get(key, budget);
  if (!bytes) return absl::nullopt;
  auto envelope = ReadEnvelope(*bytes);
  if (!envelope || envelope->key != key || envelope->payload.empty()) {
    return absl::nullopt;
  }
  return envelope->payload;
}

void OutsideIdNames::Keep(absl::string_view epoch,
                          const type::v1::OutsideId& id,
                          absl::string_view subject,
                          LookupBudget& budget) const {
  if (store_ == nullptr) return;
  Envelope envelope;
  envelope.key = Key(epoch, id);
  envelope.state.epoch = std::string(epoch);
  envelope.payload = std::string(subject);
  store_->Put(envelope.key, WriteEnvelope(envelope), kTimeToLive, budget);
}

}  // namespace sangam::matching
