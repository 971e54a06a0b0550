#include "services/registry/domain/fact_provenance.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/subjects/extra_path.h"

namespace sangam::registry {
namespace {

using google::protobuf::FieldDescriptor;
using type::v1::FieldProvenance;

constexpr char kProfile[] = "profile";
constexpr char kPlace[] = "place";

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

// In the order of their names, as the same profile is told in the same words
// each time.
std::vector<std::string> AddedAttributes(const type::v1::Profile& profile) {
  std::vector<std::string> names;
  for (const auto& [name, value] : profile.extra()) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
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
      const std::vector<std::string> parts = absl::StrSplit(path, '.');
      // The name of an added attribute may have points in it.
      if (parts[0] == kProfile && parts.size() > 2 && !IsExtraPath(path)) {
        told_by_parts.insert(parts[1]);
        source.add_fields(path);
      } else {
        source_of.emplace(path, sources.size());
      }
    }
    sources.push_back(std::move(source));
  }
  const auto source_for = [&source_of](const std::string& path, size_t rest) {
    const auto own = source_of.find(path);
    return own == source_of.end() ? rest : own->second;
  };
  const size_t of_record = sources.size();
  sources.push_back(RoleAndDay(subject.provenance));
  const size_t of_profile = source_for(kProfile, of_record);

  if (!subject.place.empty()) {
    sources[source_for(kPlace, of_record)].add_fields(kPlace);
  }
  std::vector<const FieldDescriptor*> recorded;
  subject.profile.GetReflection()->ListFields(subject.profile, &recorded);
  for (const FieldDescriptor* field : recorded) {
    if (told_by_parts.contains(field->name())) continue;
    const std::string path = absl::StrCat(kProfile, ".", field->name());
    const size_t source = source_for(path, of_profile);
    if (field->number() != type::v1::Profile::kExtraFieldNumber) {
      sources[source].add_fields(path);
      continue;
    }
    for (const std::string& attribute : AddedAttributes(subject.profile)) {
      const std::string extra = ExtraPathOf(attribute);
      sources[source_for(extra, source)].add_fields(extra);
    }
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
