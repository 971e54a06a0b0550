// Digests of bytes and messages.
#ifndef SANGAM_COMMON_CHANGELOG_DIGEST_H_
#define SANGAM_COMMON_CHANGELOG_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace sangam {

// The 32 bytes of SHA-256.
std::string Sha256(absl::string_view bytes);

// The same message always gives the same bytes, whatever the order of its maps.
std::string SerializeDeterministically(
    const google::protobuf::Message& message);

// Text of base64url around `payload`, guarded by a checksum; Unseal gives the
// payload back, or false for a text that was cut off or altered. Not a secret:
// anybody can make one, so whoever reads a payload checks what it says.
std::string Seal(absl::string_view payload);
bool Unseal(absl::string_view text, std::string* payload);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_DIGEST_H_
