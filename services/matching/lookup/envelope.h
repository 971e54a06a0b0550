// What a value in the lookup store is wrapped in, so that it can be proved.
//
// Layout, numbers little-endian:
//
//   4 bytes   "SGE4"
//   32 bytes  SHA-256 of all that follows
//   8 bytes   profile revision
//   8 bytes   places generation
//   4 bytes   length of the key, then the key
//   4 bytes   length of the epoch, then the epoch
//   the rest  the payload
//
// The digest finds damage and mix-ups. It is no signature: whoever can write to
// the store could forge a value, so the store belongs on a closed network.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_ENVELOPE_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_ENVELOPE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

// A payload, and under which key and for which state it was kept.
struct Envelope {
  std::string key;
  ProfileState state;
  std::string payload;
};

std::string WriteEnvelope(const Envelope& envelope);

// Nullopt for anything that WriteEnvelope did not write.
absl::optional<Envelope> ReadEnvelope(absl::string_view bytes);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_ENVELOPE_H_
