// One chunk of an import on its way into the store.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_IMPORT_CHUNK_H_
#define SANGAM_SERVICES_REGISTRY_STORE_IMPORT_CHUNK_H_

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_type.h"
#include "common/server/call_context.h"
#include "google/protobuf/message.h"
#include "sangam/registry/v1/import.pb.h"
#include "services/registry/store/import_draft.h"
#include "services/registry/store/known_places.h"
#include "services/registry/store/new_records.h"
#include "services/registry/store/profile_changes.h"
#include "services/registry/store/references.h"

namespace sangam::registry {

// Stores the records of one request within one transaction. What is wrong with
// a record is told in the response, and nothing of that record is written: all
// records are checked, against what is stored and against each other, before
// the first of them is. Each profile is advanced once. Made for one call of
// Store, and one of ReadAhead before it; used by one thread at a time.
class ImportChunk {
 public:
  // `drafts` are those of the records, and used up. `before_it`, what the
  // earlier chunks of a dry run would have added, may be null. All outlive the
  // chunk.
  ImportChunk(const v1::ImportEntitiesRequest& request,
              std::vector<RecordDraft>* drafts, const NewRecords* before_it,
              v1::ImportEntitiesResponse* response);

  // Does all of Store that comes before the first write, where no record is a
  // place or brings one along, and writes nothing: `reading` may be of a
  // connection that only reads, and need not last. Store then counts on what
  // was read, so it must still hold: see HoldsBeside.
  absl::Status ReadAhead(WriteTransaction* reading);

  // Whether what ReadAhead has read holds where another chunk was stored since,
  // without places, whose records are `stored`.
  bool HoldsBeside(const NewRecords& stored) const;

  // Fills the response, all but its request_id. An error is the store's, or
  // DEADLINE_EXCEEDED where the call was cancelled: the transaction must not be
  // committed then.
  absl::Status Store(WriteTransaction* transaction, const CallContext& call);

  // The records of the chunk, new or not, as far as they are not at fault.
  const NewRecords& added() const { return added_; }

 private:
  // What becomes of one record.
  struct Row {
    const v1::ImportRecord* record = nullptr;
    RecordDraft* draft = nullptr;
    const ResourceType* type = nullptr;
    std::string name;
    // Further records of the chunk that say just the same: what becomes of this
    // one becomes of them.
    std::vector<const v1::ImportRecord*> copies;
    // It is among claims_.
    bool claims_name = false;
    // What is stored now, and the same read; nothing for a new record.
    absl::optional<StoredResource> stored;
    std::unique_ptr<google::protobuf::Message> before;
    // What will be stored.
    std::unique_ptr<google::protobuf::Message> after;
    std::string body;
    // Of `after`.
    std::vector<Reference> references;
    // The place that it brings along, if the registry lacks it.
    absl::optional<v1::Place> provisional_place;
  };

  WriteTransaction& transaction() { return *transaction_; }
  bool cancelled() const { return call_ != nullptr && call_->cancelled(); }

  // Finds what the records mean and makes of each what is to be stored.
  absl::Status ReadRecords();

  // Runs `work` on each row that is left. Where a record is at fault, its row
  // is dropped; one may also set its row to null, if there is nothing more to
  // do.
  absl::Status ForEachRow(
      absl::FunctionRef<absl::Status(std::unique_ptr<Row>&)> work);

  // What all rows need of the store is asked beforehand, in
  // import_chunk_asking.cc: each question that is asked alone costs as much as
  // all of its kind together. First who holds the ids, which tells the names;
  // then what is stored of these; then what is referred to; then in what areas
  // the records lie.
  absl::Status AskHolders();
  absl::Status AskStored();
  absl::Status AskTargets();
  absl::Status AskAreas();
  // Fills existing_ and kinds_, as far as these names are not known.
  absl::Status AskExistence(const std::set<std::string>& names);
  bool IsKnown(const std::string& name) const;

  // Reading, in import_chunk_reading.cc. First the names of all, so that any
  // may be meant by any other; then what is to be stored.
  absl::Status Find(Row& row);
  absl::Status Read(std::unique_ptr<Row>& row);
  absl::Status FindSubject(Row& row, absl::string_view collection);
  absl::Status MakeNameFresh(Row& row, absl::string_view collection,
                             const type::v1::OutsideId& id);
  absl::Status SetBelongsTo(const Row& row, google::protobuf::Message* given);
  void SetProvisionalPlace(const Row& row, google::protobuf::Message* given);
  absl::Status CheckMask(const google::protobuf::Descriptor& type);
  absl::StatusOr<std::string> Holder(const type::v1::OutsideId& id);
  // INVALID_ARGUMENT for a name that was merged into another, or erased.
  absl::Status CheckNameNotRetired(const std::string& name);

  // Places, in import_chunk_places.cc.
  absl::Status StorePlaces();
  // Whether they stored it: a place of which the first is not sure is one for
  // the second, which drops what is at fault.
  absl::StatusOr<bool> StoreFittingPlace(Row& row);
  absl::StatusOr<bool> StorePlaceAlone(Row& row);
  absl::Status StorePlace(Row& row);
  absl::Status StoreProvisionalPlaces();

  absl::Status DropUnreferable();
  // Sets `missing` if what the record refers to is not there.
  absl::Status CheckReferences(Row& row, bool* missing);
  absl::StatusOr<bool> Exists(const std::string& name);
  absl::StatusOr<type::v1::SubjectKind> KindOf(const std::string& group);

  // Subjects and linkages, in import_chunk_storing.cc.
  // The sums that the rows will change.
  absl::Status ReadSumsAbove();
  absl::Status StoreSubjectsAndLinkages();
  absl::Status StoreIds(const Row& row);
  absl::Status StoreReferences(const Row& row);
  absl::Status StoreRow(const Row& row);
  absl::StatusOr<std::vector<sql::Value>> ColumnsOf(const Row& row);
  // Those that change with the rows.
  absl::Status NoteProfiles();
  void NoteProfilesOf(const Row& row);

  // That the record is about to be there, and that it is not.
  void Remember(const Row& row, const google::protobuf::Message& record);
  void Forget(const Row& row);

  // Of the row, and of its copies.
  void RejectRow(const Row& row, const absl::Status& fault,
                 bool reference_missing = false);
  void Reject(const v1::ImportRecord& record, const absl::Status& fault,
              bool reference_missing = false);
  void Count(const Row& row);
  void Flag(const Row& row);

  const v1::ImportEntitiesRequest& request_;
  const NewRecords* const before_it_;
  v1::ImportEntitiesResponse& response_;
  // Of the step under way.
  WriteTransaction* transaction_ = nullptr;
  const CallContext* call_ = nullptr;
  bool read_ahead_ = false;
  // What lies below a group was looked at, by whatever name.
  bool asked_below_ = false;
  // The names of all rows that are left to be stored.
  absl::flat_hash_set<std::string> written_;

  // Records that are to be written, in the order of the request.
  std::vector<std::unique_ptr<Row>> rows_;
  // Which row said what of a name first.
  struct FirstSaid {
    int64_t row = 0;
    // Where it is stored already; else that of `written` counts.
    std::string body;
    // Null where it is stored already.
    Row* written = nullptr;
  };
  absl::flat_hash_map<std::string, FirstSaid> first_said_;
  NewRecords added_;
  // How many records that are left say that they are the one of a name.
  absl::flat_hash_map<std::string, int> claims_;
  // What is stored, as far as it was asked.
  absl::flat_hash_map<std::pair<std::string, std::string>, std::string> held_;
  absl::flat_hash_map<std::string, bool> existing_;
  absl::flat_hash_map<std::string, type::v1::SubjectKind> kinds_;
  absl::flat_hash_map<std::string, std::string> areas_;
  KnownPlaces known_places_;
  // Collections, areas and classes that lists know of.
  std::set<std::tuple<std::string, std::string, int64_t>> partitions_;
  absl::optional<bool> any_name_retired_;
  absl::flat_hash_map<const google::protobuf::Descriptor*, absl::Status> masks_;
  ProfileChanges profiles_;
};

// Whether lists know the area of such records.
bool IsListed(const ResourceType& type);

// The place that a record whose place is `name` brings along: provisional,
// under `parent`, which must be there, if that can be above it. Nothing where
// only a source that is complete may add such a place: those of LGD coarser
// than a panchayat.
absl::optional<v1::Place> ProvisionalPlace(const std::string& name,
                                           const std::string& title,
                                           const std::string& parent);

// Whether an error is the record's, and not the store's.
bool IsFaultOfRecord(const absl::Status& status);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_IMPORT_CHUNK_H_
