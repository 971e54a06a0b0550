// What a reply was asked for.
#ifndef SANGAM_SERVICES_MATCHING_REQUEST_DIGEST_H_
#define SANGAM_SERVICES_MATCHING_REQUEST_DIGEST_H_

#include <string>

#include "absl/strings/escaping.h"
#include "common/changelog/digest.h"

namespace sangam::matching {

// What basis.request_digest holds: SHA-256 of the request without read_at, in
// hexadecimal.
template <typename Request>
std::string RequestDigest(Request request) {
  request.clear_read_at();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_REQUEST_DIGEST_H_
