// What a source that speaks of some facts of a record leaves as it was.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_SENT_FACTS_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_SENT_FACTS_H_

#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace sangam::registry {

// `after` is `before` with the fields of `mask`, which is not empty, taken from
// `given`; all are of one type. Puts right in it what a field mask can't say:
//
// - Facts that were not sent keep their source, day and role. The provenance
//   that was sent becomes that of the record where every fact comes from there
//   or has its own; else it is told of the facts that were sent alone. Without
//   one, what was told of the record stays.
// - Provenance of single facts is told fact by fact, so what is said of one
//   takes nothing back of another.
// - Attributes that departments added are taken one by one: those of
//   "profile.extra" that were not sent stay.
//
// Types without field_provenance stay as they are.
void KeepFactsNotSent(const google::protobuf::Message& before,
                      const google::protobuf::Message& given,
                      const google::protobuf::FieldMask& mask,
                      google::protobuf::Message* after);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_SENT_FACTS_H_
