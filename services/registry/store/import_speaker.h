// Which of the rows that a register has of one subject speaks for it.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_IMPORT_SPEAKER_H_
#define SANGAM_SERVICES_REGISTRY_STORE_IMPORT_SPEAKER_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "google/protobuf/message.h"

namespace sangam::registry {

// A register goes on to have two rows of two subjects that were merged. That
// with the survivor's own id says how it is; the other one, by which a
// duplicate was known, must not write its facts over it, in whatever order they
// come. So of the ids that one system gave to a subject into which another was
// merged, the first alone speaks, which is the survivor's own if it had one.
//
// Whether the record `sent`, of the subject `name` as it is stored in `before`,
// speaks for it. One that names the subject does.
absl::StatusOr<bool> SpeaksForSubject(WriteTransaction& transaction,
                                      const google::protobuf::Message& sent,
                                      const std::string& name,
                                      const google::protobuf::Message& before);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_IMPORT_SPEAKER_H_
