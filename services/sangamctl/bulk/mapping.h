// Which column of a CSV file is which field.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_MAPPING_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_MAPPING_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "google/protobuf/field_mask.pb.h"
#include "sangam/registry/v1/import.pb.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {

// Where the value of a column goes.
struct ColumnTarget {
  enum class Kind {
    // A field of the record, or `place_title` or `place_parent` beside it.
    kField,
    // An identifier that `system` gave it, or gave what it belongs to.
    kOutsideId,
    kBelongsTo,
  };

  Kind kind = Kind::kField;
  // "profile.members".
  std::string field;
  std::string system;
  // Put before the value: "places/lgd-block-".
  std::string prefix;
  // Of an amount in paise, how many of them the column counts by; 0: a number
  // is taken as it stands.
  int64_t paise_each = 0;
  // Of an attribute that a department added ("profile.extra.looms"), its type
  // as type.v1.AttributeValue names it: number, truth, text, list or date.
  std::string as;
  // How a date is written, "DD/MM/YYYY"; empty: YYYY-MM-DD.
  std::string date;
  // What divides the elements of a list; empty: one element.
  std::string split;
  // What values stand for.
  absl::flat_hash_map<std::string, std::string> values;
};

// Immutable once read.
struct Mapping {
  const ResourceType* type = nullptr;
  // What is the same for every row, as (field, value).
  std::vector<std::pair<std::string, std::string>> set;
  // By heading, as it stands without spaces around it.
  std::vector<std::pair<std::string, ColumnTarget>> columns;
  // Of columns of one heading the first is meant, and not a mistake of whoever
  // made the file: the directory of local governments has such files.
  bool first_of_same_heading = false;
};

// Reads a mapping file. Adds to `problems` whatever is wrong: an unknown field,
// two columns for one field, a column that holds names of persons, telephone or
// account numbers.
Mapping ReadMapping(const std::string& file, std::string text,
                    Problems& problems);

// The fields of the record that the mapping sets.
google::protobuf::FieldMask MaskOf(const Mapping& mapping);

// Fills `record` from one row; `headings` name its cells. Of columns that the
// mapping doesn't name nothing is taken. Gives what is wrong, or nothing: each
// fault as "Members: expected a whole number, ...".
std::string MapRow(const Mapping& mapping,
                   const std::vector<std::string>& headings,
                   const std::vector<std::string>& cells,
                   registry::v1::ImportRecord* record);

// Adds an identifier to a record, if records of its type have such.
void AddOutsideId(google::protobuf::Message* message, const std::string& system,
                  const std::string& value);

// The empty record of a type within an import record.
google::protobuf::Message* MutableRecord(const ResourceType& type,
                                         registry::v1::Entity* entity);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_MAPPING_H_
