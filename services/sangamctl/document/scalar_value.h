// Single values as they are written in YAML.
//
// Each function gives the value, or says in a sentence why the text is none.
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_SCALAR_VALUE_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_SCALAR_VALUE_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/types/optional.h"
#include "google/protobuf/descriptor.h"
#include "google/type/date.pb.h"
#include "services/sangamctl/document/yaml_tree.h"

namespace sangam::sangamctl {

// A value or a fault.
template <typename Value>
struct Reading {
  absl::optional<Value> value;
  std::string fault;

  static Reading Of(Value value) { return {std::move(value), ""}; }
  static Reading Fault(std::string fault) {
    return {absl::nullopt, std::move(fault)};
  }
};

// Plain null, ~, or nothing at all.
bool IsNull(const YamlNode& node);

// A whole number in digits, quoted or not, between `least` and `most`. No
// leading zeros, points, exponents, commas or underscores.
Reading<int64_t> ReadInteger(const YamlNode& node, int64_t least, int64_t most);
Reading<uint64_t> ReadUnsigned(const YamlNode& node, uint64_t most);

// Any decimal number.
Reading<double> ReadNumber(const YamlNode& node);

// true or false, not quoted. Not yes, no, on, off.
Reading<bool> ReadTruth(const YamlNode& node);

// A value of the enum: its full name, its name without the enum's own prefix
// ("SHG" for SUBJECT_KIND_SHG), or its number.
Reading<int> ReadEnum(const YamlNode& node,
                      const google::protobuf::EnumDescriptor& type);

// A date of the calendar as 2013-04-01.
Reading<google::type::Date> ReadDateText(const YamlNode& node);

// "SUBJECT_KIND_SHG" gives "SHG".
std::string ShortEnumName(const google::protobuf::EnumValueDescriptor& value);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_SCALAR_VALUE_H_
