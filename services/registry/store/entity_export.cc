#include "services/registry/store/entity_export.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/changelog/digest.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/place_hierarchy.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

using google::protobuf::Message;

// Says what the text is, so that no other token is taken for it.
constexpr char kForm[] = "x1/";
constexpr size_t kDigestBytes = 8;
// What is kept of a state with a million linkages.
constexpr size_t kMaxKnownSubjects = 100'000;

absl::StatusOr<std::unique_ptr<Message>> Parse(const StoredResource& stored,
                                               const ResourceType& type) {
  std::unique_ptr<Message> record(type.prototype().New());
  if (record->ParseFromString(stored.body)) return record;
  return InternalFault(absl::StrCat(stored.key, " can't be read"));
}

// The record's name and outside ids alone.
void KeepNames(Message* record) {
  const std::unique_ptr<Message> names(record->New());
  SetTextField(names.get(), "name", TextField(*record, "name"));
  if (OutsideIds* ids = MutableOutsideIdsOf(names.get())) {
    *ids = *OutsideIdsOf(*record);
  }
  record->CopyFrom(*names);
}

// Whose linkage, plan or demand a record is; empty if it is nobody's.
std::string SubjectNameIn(const Message& record) {
  return record.GetDescriptor() == v1::Plan::descriptor()
             ? static_cast<const v1::Plan&>(record).subject().name()
             : TextField(record, "subject");
}

}  // namespace

EntityExport::EntityExport(Changelog* changelog,
                           v1::ExportEntitiesRequest request)
    : changelog_(*changelog), request_(std::move(request)) {}

absl::Status EntityExport::Start() {
  Violations violations;
  for (int i = 0; i < request_.collections_size(); ++i) {
    const bool known =
        absl::c_any_of(AllResourceTypes(), [&](const ResourceType* type) {
          return type->table().collection() == request_.collections(i);
        });
    if (!known) {
      violations.Add(absl::StrCat("collections[", i, "]"),
                     "is none of places, clusters, groups, enterprises,"
                     " linkages, plans, demands");
    }
  }
  CheckOptionalName(violations, "place", request_.place(), {"places"});
  v1::ExportEntitiesRequest query = request_;
  query.clear_resume_token();
  digest_ = Sha256(SerializeDeterministically(query)).substr(0, kDigestBytes);
  if (!request_.resume_token().empty()) {
    std::string payload;
    const bool sealed = Unseal(request_.resume_token(), &payload);
    absl::string_view rest = payload;
    std::vector<std::string> parts;
    if (sealed && absl::ConsumePrefix(&rest, kForm) &&
        absl::ConsumePrefix(&rest, digest_)) {
      parts = absl::StrSplit(rest, absl::MaxSplits('\n', 2));
    }
    if (parts.size() == 3 && absl::SimpleAtoi(parts[1], &type_) &&
        !absl::StrContains(parts[2], '\0')) {
      token_ = parts[0];
      after_ = parts[2];
    } else {
      violations.Add("resume_token",
                     "is not a resume_token of this same request");
    }
  }
  return violations.ToStatus();
}

std::string EntityExport::ResumeToken() const {
  return Seal(absl::StrCat(kForm, digest_, token_, "\n", type_, "\n", after_));
}

bool EntityExport::IsAsked(const ResourceType& type) const {
  if (!request_.outside_id_system().empty() && &type == &PlaceType()) {
    return false;
  }
  return request_.collections().empty() ||
         absl::c_linear_search(request_.collections(),
                               type.table().collection());
}

absl::StatusOr<absl::optional<v1::ExportEntitiesResponse>>
EntityExport::Next() {
  if (!started_) {
    SANGAM_RETURN_IF_ERROR(Start());
    started_ = true;
  }
  const std::vector<const ResourceType*>& types = AllResourceTypes();
  while (type_ < types.size() && !IsAsked(*types[type_])) ++type_;
  if (type_ >= types.size()) return absl::nullopt;
  type::v1::ReadAt read_at = request_.read_at();
  if (!token_.empty()) read_at.set_exact_token(token_);
  v1::ExportEntitiesResponse response;
  SANGAM_RETURN_IF_ERROR(changelog_.Read(read_at, [&](Snapshot& snapshot) {
    if (token_.empty()) token_ = snapshot.token();
    return AddPage(snapshot, &response);
  }));
  response.set_token(token_);
  response.set_resume_token(ResumeToken());
  return response;
}

absl::Status EntityExport::AddPage(Snapshot& snapshot,
                                   v1::ExportEntitiesResponse* response) {
  const ResourceType& type = *AllResourceTypes()[type_];
  SANGAM_ASSIGN_OR_RETURN(const ResourcePage page,
                          ListResources(snapshot, type, after_, kPageRows, {}));
  for (const StoredResource& stored : page.resources) {
    SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Message> record,
                            Parse(stored, type));
    SANGAM_ASSIGN_OR_RETURN(const bool wanted, IsWanted(snapshot, *record));
    if (!wanted) continue;
    // Without etag and update_time, so that it is what can be imported.
    if (request_.names_only()) KeepNames(record.get());
    Message* exported = MutableRecordIn(type, response->add_entities());
    exported->GetReflection()->Swap(exported, record.get());
  }
  after_ = page.go_on_after;
  if (after_.empty()) ++type_;
  return absl::OkStatus();
}

absl::StatusOr<bool> EntityExport::LiesWithin(Snapshot& snapshot,
                                              const std::string& place) {
  if (place.empty()) return false;
  const auto known = within_.find(place);
  if (known != within_.end()) return known->second;
  SANGAM_ASSIGN_OR_RETURN(const auto chain, PlaceChainOf(snapshot, place));
  const bool within = absl::c_any_of(chain, [&](const auto& link) {
    return link.place() == request_.place();
  });
  within_.emplace(place, within);
  return within;
}

absl::StatusOr<bool> EntityExport::IsWantedSubject(Snapshot& snapshot,
                                                   const Message& record) {
  if (!request_.outside_id_system().empty()) {
    const bool has = absl::c_any_of(*OutsideIdsOf(record), [&](const auto& id) {
      return id.system() == request_.outside_id_system();
    });
    if (!has) return false;
  }
  if (request_.place().empty()) return true;
  SANGAM_ASSIGN_OR_RETURN(bool within,
                          LiesWithin(snapshot, TextField(record, "place")));
  if (record.GetDescriptor() == v1::Cluster::descriptor()) {
    const auto& cluster = static_cast<const v1::Cluster&>(record);
    for (int i = 0; !within && i < cluster.spanned_places_size(); ++i) {
      SANGAM_ASSIGN_OR_RETURN(within,
                              LiesWithin(snapshot, cluster.spanned_places(i)));
    }
  }
  return within;
}

absl::StatusOr<bool> EntityExport::IsWanted(Snapshot& snapshot,
                                            const Message& record) {
  if (request_.place().empty() && request_.outside_id_system().empty()) {
    return true;
  }
  if (record.GetDescriptor() == v1::Place::descriptor()) {
    return LiesWithin(snapshot, TextField(record, "name"));
  }
  if (OutsideIdsOf(record) != nullptr) return IsWantedSubject(snapshot, record);
  if (request_.outside_id_system().empty() &&
      record.GetDescriptor() == v1::Demand::descriptor()) {
    return LiesWithin(snapshot, TextField(record, "place"));
  }
  return IsOfWantedSubject(snapshot, SubjectNameIn(record));
}

absl::StatusOr<bool> EntityExport::IsOfWantedSubject(Snapshot& snapshot,
                                                     const std::string& name) {
  const auto known = subjects_.find(name);
  if (known != subjects_.end()) return known->second;
  const auto type =
      absl::c_find_if(AllResourceTypes(), [&](const ResourceType* type) {
        return type->table().collection() == CollectionOf(name);
      });
  if (type == AllResourceTypes().end()) return false;
  SANGAM_ASSIGN_OR_RETURN(const auto stored,
                          (*type)->table().Get(snapshot, name));
  if (!stored) return false;
  SANGAM_ASSIGN_OR_RETURN(const std::unique_ptr<Message> subject,
                          Parse(*stored, **type));
  SANGAM_ASSIGN_OR_RETURN(const bool wanted,
                          IsWantedSubject(snapshot, *subject));
  if (subjects_.size() >= kMaxKnownSubjects) subjects_.clear();
  subjects_.emplace(name, wanted);
  return wanted;
}

}  // namespace sangam::registry
