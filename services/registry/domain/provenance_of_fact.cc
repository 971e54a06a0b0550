#include "services/registry/domain/provenance_of_fact.h"

#include <algorithm>
#include <vector>

#include "common/subjects/extra_path.h"
#include "google/protobuf/reflection.h"
#include "google/protobuf/util/message_differencer.h"
#include "sangam/type/v1/field_provenance.pb.h"

namespace sangam::registry {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* FieldNamed(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

// What is said of the fact at `path` alone; nothing where nothing is.
absl::optional<type::v1::Provenance> OwnProvenanceOf(const Message& record,
                                                     const std::string& path) {
  const FieldDescriptor* overrides = FieldNamed(record, "field_provenance");
  for (const auto& each :
       record.GetReflection()->GetRepeatedFieldRef<type::v1::FieldProvenance>(
           record, overrides)) {
    for (const std::string& field : each.fields()) {
      if (field == path) return each.provenance();
    }
  }
  return absl::nullopt;
}

}  // namespace

absl::optional<type::v1::Provenance> ProvenanceOf(const Message& record,
                                                  const std::string& path) {
  auto own = OwnProvenanceOf(record, path);
  if (!own && IsExtraPath(path)) own = OwnProvenanceOf(record, kExtraPath);
  if (own) return own;
  const FieldDescriptor* whole = FieldNamed(record, "provenance");
  if (!record.GetReflection()->HasField(record, whole)) return absl::nullopt;
  return static_cast<const type::v1::Provenance&>(
      record.GetReflection()->GetMessage(record, whole));
}

void SetProvenance(const std::string& path,
                   const absl::optional<type::v1::Provenance>& provenance,
                   Message* record) {
  const FieldDescriptor* field = FieldNamed(*record, "field_provenance");
  const google::protobuf::Reflection& reflection = *record->GetReflection();
  std::vector<type::v1::FieldProvenance> overrides;
  for (const auto& each :
       reflection.GetRepeatedFieldRef<type::v1::FieldProvenance>(*record,
                                                                 field)) {
    overrides.push_back(each);
  }
  const auto stored =
      reflection.GetMutableRepeatedFieldRef<type::v1::FieldProvenance>(record,
                                                                       field);
  stored.Clear();
  bool said = !provenance;
  for (type::v1::FieldProvenance& each : overrides) {
    auto* fields = each.mutable_fields();
    fields->erase(std::remove(fields->begin(), fields->end(), path),
                  fields->end());
    if (!said && google::protobuf::util::MessageDifferencer::Equals(
                     each.provenance(), *provenance)) {
      each.add_fields(path);
      said = true;
    }
    if (!fields->empty()) stored.Add(each);
  }
  if (said) return;
  type::v1::FieldProvenance added;
  added.add_fields(path);
  *added.mutable_provenance() = *provenance;
  stored.Add(added);
}

bool SameProvenance(const absl::optional<type::v1::Provenance>& some,
                    const absl::optional<type::v1::Provenance>& other) {
  if (!some || !other) return !some && !other;
  return google::protobuf::util::MessageDifferencer::Equals(*some, *other);
}

}  // namespace sangam::registry
