// Values of fields as people read them.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FIELD_TEXT_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FIELD_TEXT_H_

#include <string>

#include "google/protobuf/message.h"

namespace sangam::scheme_catalog {

// The value of a field that is neither a list nor a message: "₹14,76,000" for
// paise, "80 %" for basis points, "SHG" for an enum. Empty if it is not there.
std::string FieldText(const google::protobuf::Message& message,
                      const google::protobuf::FieldDescriptor& field);

// A list of such values: "a, b".
std::string ListText(const google::protobuf::Message& message,
                     const google::protobuf::FieldDescriptor& field);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FIELD_TEXT_H_
