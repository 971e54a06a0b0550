#include "services/registry/domain/sent_facts.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/subjects/extra_path.h"
#include "google/protobuf/reflection.h"
#include "sangam/type/v1/field_provenance.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/registry/domain/provenance_of_fact.h"

namespace sangam::registry {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using type::v1::FieldProvenance;
using type::v1::Provenance;

constexpr char kProfile[] = "profile";
constexpr char kProvenance[] = "provenance";
constexpr char kOverrides[] = "field_provenance";
// They say of no subject what is so, or are not a source's to say.
constexpr const char* kNoFacts[] = {"name",        "etag",      "update_time",
                                    "outside_ids", kProvenance, kOverrides,
                                    "affiliation"};

const FieldDescriptor* FieldNamed(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

std::string HeadOf(const std::string& path) {
  return path.substr(0, path.find('.'));
}

bool IsNoFact(absl::string_view field) {
  return absl::c_any_of(kNoFacts, [&](const char* no) { return field == no; });
}

const type::v1::Profile& ProfileOf(const Message& record) {
  return static_cast<const type::v1::Profile&>(
      record.GetReflection()->GetMessage(record, FieldNamed(record, kProfile)));
}

std::vector<FieldProvenance> OverridesOf(const Message& record) {
  std::vector<FieldProvenance> overrides;
  for (const auto& each :
       record.GetReflection()->GetRepeatedFieldRef<FieldProvenance>(
           record, FieldNamed(record, kOverrides))) {
    overrides.push_back(each);
  }
  return overrides;
}

std::set<std::string> ProfileFactsOf(const Message& record) {
  std::set<std::string> facts;
  const type::v1::Profile& profile = ProfileOf(record);
  std::vector<const FieldDescriptor*> recorded;
  profile.GetReflection()->ListFields(profile, &recorded);
  for (const FieldDescriptor* field : recorded) {
    if (field->number() != type::v1::Profile::kExtraFieldNumber) {
      facts.insert(absl::StrCat(kProfile, ".", field->name()));
    }
  }
  for (const auto& [attribute, value] : profile.extra()) {
    facts.insert(ExtraPathOf(attribute));
  }
  return facts;
}

std::set<std::string> FactsOf(const Message& record) {
  std::set<std::string> facts = ProfileFactsOf(record);
  std::vector<const FieldDescriptor*> recorded;
  record.GetReflection()->ListFields(record, &recorded);
  for (const FieldDescriptor* field : recorded) {
    if (field->name() != kProfile && !IsNoFact(field->name())) {
      facts.insert(field->name());
    }
  }
  return facts;
}

// What the source spoke of, also where it said that nothing is known.
std::set<std::string> SentFacts(const Message& before, const Message& given,
                                const FieldMask& mask) {
  std::set<std::string> sent;
  for (const std::string& path : mask.paths()) {
    const std::vector<std::string> parts = absl::StrSplit(path, '.');
    if (IsNoFact(parts[0])) continue;
    if (path == kProfile) {
      sent.merge(ProfileFactsOf(before));
      sent.merge(ProfileFactsOf(given));
    } else if (path == kExtraPath) {
      for (const auto& [attribute, value] : ProfileOf(given).extra()) {
        sent.insert(ExtraPathOf(attribute));
      }
    } else if (parts[0] == kProfile) {
      sent.insert(absl::StrCat(parts[0], ".", parts[1]));
    } else {
      sent.insert(parts[0]);
    }
  }
  return sent;
}

bool SpeaksOf(const FieldMask& mask, absl::string_view field) {
  return absl::c_any_of(mask.paths(), [&](const std::string& path) {
    return HeadOf(path) == field;
  });
}

// The provenance that was sent. A source that says only some of it, such as the
// day, says nothing of the documents of another.
absl::optional<Provenance> SentProvenance(const FieldMask& mask,
                                          const Message& after) {
  const FieldDescriptor* field = FieldNamed(after, kProvenance);
  if (!SpeaksOf(mask, kProvenance) ||
      !after.GetReflection()->HasField(after, field)) {
    return absl::nullopt;
  }
  auto sent = static_cast<const Provenance&>(
      after.GetReflection()->GetMessage(after, field));
  const bool with_documents =
      absl::c_any_of(mask.paths(), [](const std::string& path) {
        return path == kProvenance || path == "provenance.citations";
      });
  if (!with_documents) sent.clear_citations();
  if (sent.ByteSizeLong() == 0) return absl::nullopt;
  return sent;
}

void SetOfRecord(const absl::optional<Provenance>& provenance,
                 Message* record) {
  const FieldDescriptor* field = FieldNamed(*record, kProvenance);
  record->GetReflection()->ClearField(record, field);
  if (provenance) {
    record->GetReflection()
        ->MutableMessage(record, field)
        ->CopyFrom(*provenance);
  }
}

absl::optional<Provenance> OfRecord(const Message& record) {
  const FieldDescriptor* field = FieldNamed(record, kProvenance);
  if (!record.GetReflection()->HasField(record, field)) return absl::nullopt;
  return static_cast<const Provenance&>(
      record.GetReflection()->GetMessage(record, field));
}

// Paths of which something is said by itself.
std::set<std::string> PathsToldAlone(const Message& record) {
  std::set<std::string> paths;
  for (const FieldProvenance& each : OverridesOf(record)) {
    paths.insert(each.fields().begin(), each.fields().end());
  }
  return paths;
}

// Those within `fact`, of which parts may have come from elsewhere.
std::vector<std::string> PartsToldAlone(const std::set<std::string>& told,
                                        const std::string& fact) {
  std::vector<std::string> parts;
  for (const std::string& path : told) {
    if (absl::StartsWith(path, absl::StrCat(fact, "."))) parts.push_back(path);
  }
  return parts;
}

// The path that tells where a fact comes from; empty if only the record does.
std::string PathThatTells(const std::set<std::string>& told,
                          const std::string& fact) {
  if (told.count(fact) > 0) return fact;
  if (IsExtraPath(fact) && told.count(kExtraPath) > 0) return kExtraPath;
  const bool of_profile = absl::StartsWith(fact, "profile.");
  return of_profile && told.count(kProfile) > 0 ? kProfile : "";
}

void Tell(const std::string& fact, const absl::optional<Provenance>& provenance,
          Message* record) {
  const std::set<std::string> told = PathsToldAlone(*record);
  const std::vector<std::string> parts = PartsToldAlone(told, fact);
  const std::string path = PathThatTells(told, fact);
  const absl::optional<Provenance> now =
      path.empty() ? OfRecord(*record) : ProvenanceOf(*record, path);
  // In place, so that the same words again change nothing.
  if (parts.empty() && SameProvenance(now, provenance)) return;
  for (const std::string& part : parts) {
    SetProvenance(part, absl::nullopt, record);
  }
  SetProvenance(fact, absl::nullopt, record);
  const bool by_another = !PathThatTells(PathsToldAlone(*record), fact).empty();
  if (by_another || !SameProvenance(OfRecord(*record), provenance)) {
    SetProvenance(fact, provenance, record);
  }
}

void Forget(const std::string& fact, Message* record) {
  for (const std::string& part :
       PartsToldAlone(PathsToldAlone(*record), fact)) {
    SetProvenance(part, absl::nullopt, record);
  }
  SetProvenance(fact, absl::nullopt, record);
}

void KeepExtras(const Message& before, const FieldMask& mask, Message* after) {
  if (!absl::c_linear_search(mask.paths(), kExtraPath)) return;
  const auto& held = ProfileOf(before).extra();
  if (held.empty()) return;
  auto* profile =
      static_cast<type::v1::Profile*>(after->GetReflection()->MutableMessage(
          after, FieldNamed(*after, kProfile)));
  // What is there already stays.
  profile->mutable_extra()->insert(held.begin(), held.end());
}

}  // namespace

void KeepFactsNotSent(const Message& before, const Message& given,
                      const FieldMask& mask, Message* after) {
  const FieldDescriptor* overrides = FieldNamed(*after, kOverrides);
  if (overrides == nullptr || FieldNamed(*after, kProfile) == nullptr) return;
  KeepExtras(before, mask, after);
  const absl::optional<Provenance> sent_provenance =
      SentProvenance(mask, *after);
  const absl::optional<Provenance> of_before = OfRecord(before);
  SetOfRecord(of_before, after);
  const auto told =
      after->GetReflection()->GetMutableRepeatedFieldRef<FieldProvenance>(
          after, overrides);
  told.Clear();
  for (const FieldProvenance& each : OverridesOf(before)) told.Add(each);

  const std::set<std::string> sent = SentFacts(before, given, mask);
  const std::set<std::string> known = FactsOf(*after);
  const std::set<std::string> told_alone = PathsToldAlone(before);
  if (sent_provenance) {
    const bool of_others = absl::c_any_of(known, [&](const std::string& fact) {
      return sent.count(fact) == 0 && PathThatTells(told_alone, fact).empty() &&
             PartsToldAlone(told_alone, fact).empty();
    });
    if (!of_others) SetOfRecord(sent_provenance, after);
  }
  for (const std::string& fact : sent) {
    if (known.count(fact) == 0) {
      Forget(fact, after);
    } else if (sent_provenance) {
      Tell(fact, sent_provenance, after);
    }
  }
  if (!SpeaksOf(mask, kOverrides)) return;
  for (const FieldProvenance& each : OverridesOf(given)) {
    for (const std::string& path : each.fields()) {
      if (!SameProvenance(ProvenanceOf(*after, path), each.provenance())) {
        SetProvenance(path, each.provenance(), after);
      }
    }
  }
}

}  // namespace sangam::registry
