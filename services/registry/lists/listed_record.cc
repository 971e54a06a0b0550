#include "services/registry/lists/listed_record.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/registry/domain/subject.h"
#include "services/registry/store/list_columns.h"

namespace sangam::registry {
namespace {

constexpr char kAffiliationPrefix[] = "AFFILIATION_STATE_";

scheme_catalog::v1::Attribute TextAttribute(const char* name,
                                            const char* label) {
  scheme_catalog::v1::Attribute attribute;
  attribute.set_name(absl::StrCat("attributes/", name));
  attribute.set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT);
  (*attribute.mutable_label()->mutable_text())["en"] = label;
  return attribute;
}

scheme_catalog::v1::Attribute AffiliationAttribute() {
  scheme_catalog::v1::Attribute attribute =
      TextAttribute("affiliation", "affiliation");
  const auto* states = v1::AffiliationState_descriptor();
  for (int i = 0; i < states->value_count(); ++i) {
    if (states->value(i)->number() == 0) continue;
    attribute.add_allowed_values(std::string(
        absl::StripPrefix(states->value(i)->name(), kAffiliationPrefix)));
  }
  return attribute;
}

const AttributeDictionary* NewDictionary(
    const std::vector<scheme_catalog::v1::Attribute>& attributes) {
  // Never given back, as those of a program are.
  return (new std::shared_ptr<const AttributeDictionary>(
              AttributeDictionary::Build(attributes, {}, {}).dictionary))
      ->get();
}

void SetText(const char* name, const std::string& value,
             type::v1::Profile* profile) {
  if (value.empty()) {
    profile->mutable_extra()->erase(name);
  } else {
    (*profile->mutable_extra())[name].set_text(value);
  }
}

ListedRecord FromSubject(const Subject& subject) {
  ListedRecord listed;
  listed.profile = OwnProfile(subject);
  listed.place = subject.place;
  listed.title = subject.title;
  listed.members = subject.profile.has_members() ? subject.profile.members()
                                                 : kMembersNotKnown;
  return listed;
}

ListedRecord FromGroup(const v1::Group& group) {
  ListedRecord listed = FromSubject(ToSubject(group));
  SetText("parent", group.parent(), &listed.profile);
  SetText("cluster", group.cluster(), &listed.profile);
  return listed;
}

ListedRecord FromEnterprise(const v1::Enterprise& enterprise) {
  ListedRecord listed = FromSubject(ToSubject(enterprise));
  SetText("group", enterprise.group(), &listed.profile);
  SetText("cluster", enterprise.cluster(), &listed.profile);
  SetText("affiliation",
          enterprise.affiliation() == v1::AFFILIATION_STATE_UNSPECIFIED
              ? std::string()
              : std::string(absl::StripPrefix(
                    v1::AffiliationState_Name(enterprise.affiliation()),
                    kAffiliationPrefix)),
          &listed.profile);
  return listed;
}

ListedRecord FromCluster(const v1::Cluster& cluster) {
  ListedRecord listed = FromSubject(ToSubject(cluster));
  SetText("spv", cluster.spv(), &listed.profile);
  return listed;
}

}  // namespace

const AttributeDictionary& ListDictionary(absl::string_view collection) {
  static const AttributeDictionary* const kGroups =
      NewDictionary({TextAttribute("parent", "body that it belongs to"),
                     TextAttribute("cluster", "cluster that it works in")});
  static const AttributeDictionary* const kEnterprises =
      NewDictionary({TextAttribute("group", "group that runs it"),
                     TextAttribute("cluster", "cluster that it works in"),
                     AffiliationAttribute()});
  static const AttributeDictionary* const kClusters =
      NewDictionary({TextAttribute("spv", "special purpose vehicle")});
  if (collection == "groups") return *kGroups;
  return collection == "enterprises" ? *kEnterprises : *kClusters;
}

ListedRecord ToListedRecord(const google::protobuf::Message& record) {
  if (record.GetDescriptor() == v1::Group::descriptor()) {
    return FromGroup(static_cast<const v1::Group&>(record));
  }
  if (record.GetDescriptor() == v1::Enterprise::descriptor()) {
    return FromEnterprise(static_cast<const v1::Enterprise&>(record));
  }
  return FromCluster(static_cast<const v1::Cluster&>(record));
}

}  // namespace sangam::registry
