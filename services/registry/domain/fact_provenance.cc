#include "services/registry/domain/fact_provenance.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/registry/domain/field_provenance_rules.h"

namespace sangam::registry {
namespace {

using google::protobuf::FieldDescriptor;
using type::v1::FieldProvenance;

constexpr char kProfile[] = "profile";

// Without fields, and without the citations, which are for readers of the
// record.
FieldProvenance RoleAndDay(const type::v1::Provenance& provenance) {
  FieldProvenance told;
  told.mutable_provenance()->set_asserted_by(provenance.asserted_by());
  if (provenance.has_observed_on()) {
    *told.mutable_provenance()->mutable_observed_on() =
        provenance.observed_on();
  }
  return told;
}

}  // namespace

std::vector<FieldProvenance> ProvenanceOfFacts(const Subject& subject) {
  // The last source is the record's own.
  std::vector<FieldProvenance> sources;
  absl::flat_hash_map<std::string, size_t> source_of;
  absl::flat_hash_set<std::string> told_by_parts;
  for (const FieldProvenance& given : subject.field_provenance) {
    FieldProvenance source = RoleAndDay(given.provenance());
    for (const std::string& path : given.fields()) {
      // Added attributes are told together, as the field that holds them.
      if (IsExtraPath(path)) continue;
      const std::vector<std::string> parts = absl::StrSplit(path, '.');
      if (parts[0] != kProfile) continue;
      if (parts.size() > 2) {
        told_by_parts.insert(parts[1]);
        source.add_fields(path);
      } else {
        source_of.emplace(path, sources.size());
      }
    }
    sources.push_back(std::move(source));
  }
  const auto whole = source_of.try_emplace(kProfile, sources.size()).first;
  const size_t rest = whole->second;
  sources.push_back(RoleAndDay(subject.provenance));

  std::vector<const FieldDescriptor*> recorded;
  subject.profile.GetReflection()->ListFields(subject.profile, &recorded);
  for (const FieldDescriptor* field : recorded) {
    if (told_by_parts.contains(field->name())) continue;
    const std::string path = absl::StrCat(kProfile, ".", field->name());
    const auto own = source_of.find(path);
    sources[own == source_of.end() ? rest : own->second].add_fields(path);
  }
  std::vector<FieldProvenance> told;
  for (FieldProvenance& source : sources) {
    if (source.fields().empty() || !source.provenance().has_observed_on()) {
      continue;
    }
    told.push_back(std::move(source));
  }
  return told;
}

}  // namespace sangam::registry
