// Which fields of a match are asked for.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_MATCH_FIELDS_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_MATCH_FIELDS_H_

#include <map>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "sangam/matching/v1/match.pb.h"

namespace sangam::matching {

// A set of fields of SchemeMatch, also within its parts ("conditions.id"). A
// value type; immutable once read.
class MatchFields {
 public:
  // All fields.
  MatchFields() = default;

  // The fields that a mask names; all for an empty mask or "*". Errors:
  // INVALID_ARGUMENT on "`field`.paths[i]" for each path that names no field of
  // SchemeMatch, with the path in the text.
  static absl::StatusOr<MatchFields> Read(
      const google::protobuf::FieldMask& mask, absl::string_view field);

  bool IsAll() const { return wanted_.parts.empty(); }
  // Whether the field of SchemeMatch with this number is asked for, or a part
  // of it.
  bool Has(int number) const {
    return wanted_.parts.empty() || wanted_.parts.count(number) > 0;
  }
  // The same of the field `part` within the field `number`.
  bool Has(int number, int part) const;

  // Clears what is not asked for.
  void Prune(v1::SchemeMatch* match) const;

 private:
  // A field that is asked for: its parts by number, or all of it if there are
  // none.
  struct Wanted {
    std::map<int, Wanted> parts;
  };

  void Add(absl::string_view path);
  static void Clear(const Wanted& wanted, google::protobuf::Message* message);

  Wanted wanted_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_MATCH_FIELDS_H_
