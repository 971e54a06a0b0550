// A cell's text as the value of a field.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_FIELD_VALUE_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_FIELD_VALUE_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/sangamctl/bulk/mapping.h"

namespace sangam::sangamctl {

// The fields from a message of this type down to the one at `path`
// ("profile.members"); empty if a cell can't fill it: there is none, or it is a
// list of messages. Dates and lists of texts count as values.
std::vector<const google::protobuf::FieldDescriptor*> FieldsTo(
    const google::protobuf::Descriptor& type, const std::string& path);

// Where the attributes are that departments added to the dictionary.
constexpr char kAddedAttributes[] = "profile.extra";

// Whether `path` is one of these ("profile.extra.looms"), in a record that has
// such.
bool IsAddedAttribute(const google::protobuf::Descriptor& type,
                      const std::string& path);

// Sets the field at `path`, one that FieldsTo finds or an added attribute, to
// what `text` says. Gives what is wrong, or nothing.
std::string SetFieldFromText(google::protobuf::Message* message,
                             const std::string& path, const std::string& text,
                             const ColumnTarget& how);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_FIELD_VALUE_H_
