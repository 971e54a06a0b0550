#include "services/sangamctl/bulk/import_run.h"

#include <memory>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/sangamctl/bulk/rejects_file.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::Entity;
using registry::v1::ImportEntitiesResponse;
using registry::v1::ImportRecord;

// The record within; null if there is none.
const google::protobuf::FieldDescriptor* RecordFieldOf(const Entity& entity) {
  return entity.GetReflection()->GetOneofFieldDescriptor(
      entity, Entity::descriptor()->oneof_decl(0));
}

// What a record is known by: its name, and its outside ids.
std::vector<std::string> KeysOf(const Entity& entity) {
  const auto* field = RecordFieldOf(entity);
  if (field == nullptr) return {};
  const google::protobuf::Message& record =
      entity.GetReflection()->GetMessage(entity, field);
  const google::protobuf::Descriptor& type = *record.GetDescriptor();
  const google::protobuf::Reflection& reflection = *record.GetReflection();
  std::vector<std::string> keys;
  const std::string name =
      reflection.GetString(record, type.FindFieldByName("name"));
  if (!name.empty()) keys.push_back(name);
  const auto* ids = type.FindFieldByName("outside_ids");
  if (ids == nullptr) return keys;
  for (int i = 0; i < reflection.FieldSize(record, ids); ++i) {
    const auto& id = static_cast<const type::v1::OutsideId&>(
        reflection.GetRepeatedMessage(record, ids, i));
    keys.push_back(absl::StrCat(id.system(), "\n", id.value()));
  }
  return keys;
}

// What the number of a record and its framing in a chunk may take.
constexpr size_t kRowBytes = 16;

uint64_t DigestOf(const std::string& key) {
  return absl::Hash<std::string>()(key);
}

std::string ShownName(const SourceFile& file) {
  return file.name == "-" ? "(standard input)" : file.name;
}

// What a record says, and of which fields its file speaks.
uint64_t ContentOf(const SourceFile& file, const SourceRecord& record) {
  return DigestOf(absl::StrCat(record.record.SerializeAsString(), "\n",
                               file.Mask().SerializeAsString()));
}

std::string WhyOf(const registry::v1::RejectedRecord& rejected) {
  return absl::StrJoin(
      rejected.fields(), "; ", [](std::string* out, const auto& field) {
        absl::StrAppend(out, field.field(), field.field().empty() ? "" : ": ",
                        field.description());
      });
}

}  // namespace

ImportRun::ImportRun(std::vector<SourceFile> files, std::string id,
                     bool dry_run, std::function<void(size_t)> settled)
    : files_(std::move(files)),
      id_(std::move(id)),
      dry_run_(dry_run),
      settled_(std::move(settled)) {}

void ImportRun::Reject(int64_t row, const std::string& why) {
  const auto [number, fresh] = fault_numbers_.try_emplace(why, faults_.size());
  if (fresh) faults_.push_back(why);
  rejected_.emplace(row, number->second);
  ++totals_.rejected;
}

void ImportRun::NoteSource(const Entity& entity,
                           const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    const std::pair<std::string, std::string> id =
        absl::StrSplit(key, absl::MaxSplits('\n', 1));
    if (!id.second.empty()) systems_.insert(id.first);
  }
  const auto* field = RecordFieldOf(entity);
  if (field == nullptr) return;
  for (const ResourceType& type : AllResourceTypes()) {
    if (type.field == field->name()) collections_.insert(type.collection);
  }
}

bool ImportRun::IsNew(const ImportRecord& record, int64_t row) {
  bool fresh = true;
  int64_t other = 0;
  const std::vector<std::string> keys = KeysOf(record.entity());
  NoteSource(record.entity(), keys);
  for (const std::string& key : keys) {
    const auto [known, added] = keys_.try_emplace(DigestOf(key), row);
    if (added) continue;
    fresh = false;
    other = known->second;
  }
  if (!fresh) repeats_.emplace(row, other);
  return fresh;
}

void ImportRun::RejectFaulty(int64_t row, const SourceRecord& record) {
  const Entity& entity = record.record.entity();
  const std::vector<std::string> keys = KeysOf(entity);
  NoteSource(entity, keys);
  for (const std::string& key : keys) faulty_keys_.insert(DigestOf(key));
  if (keys.empty()) ++unidentified_;
  Reject(row, record.fault);
}

absl::Status ImportRun::Flush(const ChunkSink& sink) {
  if (chunk_.request.records().empty()) return absl::OkStatus();
  chunk_.request.set_request_id(absl::StrCat(id_, "/", ++chunks_));
  chunk_.request.set_validate_only(dry_run_);
  sizes_.push_back(chunk_.request.records_size());
  absl::Status sent = sink.send(chunk_.request);
  chunk_.request.clear_records();
  chunk_.bytes = 0;
  return sent;
}

absl::Status ImportRun::Pass(const ChunkSink& sink, Problems& problems) {
  int64_t row = -1;
  for (const SourceFile& file : files_) {
    const std::unique_ptr<RecordSource> source = OpenSource(file, problems);
    if (source == nullptr) return absl::OkStatus();
    *chunk_.request.mutable_update_mask() = file.Mask();
    SourceRecord record;
    const int64_t before = row;
    while (source->Next(record)) {
      ++row;
      if (!first_pass_ && !due_.contains(row)) continue;
      const size_t bytes = record.record.ByteSizeLong() + kRowBytes;
      if (record.fault.empty() && bytes > kChunkBytes) {
        record.fault =
            absl::StrCat("takes ", bytes / 1024, " KiB, and a record may take ",
                         kChunkBytes / 1024, " KiB at most");
      }
      if (first_pass_ && !record.fault.empty()) {
        RejectFaulty(row, record);
        settled_(1);
        continue;
      }
      if (first_pass_ && !IsNew(record.record, row)) {
        settled_(1);
        continue;
      }
      record.record.set_row(row);
      if (chunk_.request.records_size() == kChunkRecords ||
          (chunk_.bytes > 0 && chunk_.bytes + bytes > kChunkBytes)) {
        SANGAM_RETURN_IF_ERROR(Flush(sink));
      }
      chunk_.bytes += bytes;
      *chunk_.request.add_records() = std::move(record.record);
    }
    if (!source->fault().empty()) {
      problems.push_back({file.name, {}, source->fault()});
    } else if (first_pass_ && row == before) {
      empty_files_.push_back(ShownName(file));
    }
    // The next file may speak of other fields.
    SANGAM_RETURN_IF_ERROR(Flush(sink));
  }
  return sink.finish();
}

absl::Status ImportRun::Run(const ChunkSink& sink, Problems& problems) {
  SANGAM_RETURN_IF_ERROR(Pass(sink, problems));
  first_pass_ = false;
  while (problems.empty() && !deferred_.empty() &&
         deferred_.size() != due_.size()) {
    due_.clear();
    for (const auto& [row, why] : deferred_) due_.insert(row);
    deferred_.clear();
    SANGAM_RETURN_IF_ERROR(Pass(sink, problems));
  }
  for (const auto& [row, why] : deferred_) Reject(row, why);
  settled_(deferred_.size());
  SettleRepeats(problems);
  return absl::OkStatus();
}

void ImportRun::SettleRepeats(Problems& problems) {
  if (repeats_.empty()) return;
  struct First {
    std::string place;
    uint64_t content = 0;
  };
  absl::flat_hash_map<int64_t, First> firsts;
  for (const auto& [row, first] : repeats_) firsts.try_emplace(first);
  int64_t row = -1;
  for (const SourceFile& file : files_) {
    const std::unique_ptr<RecordSource> source = OpenSource(file, problems);
    if (source == nullptr) return;
    SourceRecord record;
    while (source->Next(record)) {
      ++row;
      const auto repeat = repeats_.find(row);
      if (repeat != repeats_.end()) {
        const First& first = firsts[repeat->second];
        if (first.content == ContentOf(file, record) &&
            !rejected_.contains(repeat->second)) {
          ++totals_.unchanged;
        } else {
          Reject(row, absl::StrCat("is the same as ", first.place,
                                   ", by its name or an outside id"));
        }
      }
      const auto first = firsts.find(row);
      if (first == firsts.end()) continue;
      first->second = {
          absl::StrCat("line ", record.line, " of ", ShownName(file)),
          ContentOf(file, record)};
    }
  }
}

void ImportRun::Receive(const ImportEntitiesResponse& response) {
  totals_.created += response.created();
  totals_.updated += response.updated();
  totals_.unchanged += response.unchanged();
  totals_.provisional_places += response.provisional_places();
  for (const auto& flagged : response.flagged()) {
    for (const int flag : flagged.flags()) {
      ++totals_.flags[static_cast<registry::v1::QualityFlag>(flag)];
    }
  }
  int left = sizes_.front();
  sizes_.pop_front();
  for (const auto& rejected : response.rejected()) {
    if (rejected.reference_missing()) {
      deferred_.emplace(rejected.row(), WhyOf(rejected));
      --left;
    } else {
      Reject(rejected.row(), WhyOf(rejected));
    }
  }
  totals_.token = response.token();
  settled_(left);
}

void ImportRun::ForEachRejected(
    const std::function<bool(const SourceFile&, const SourceRecord&,
                             const RecordSource&, const std::string& why)>&
        visit,
    Problems& problems) const {
  int64_t row = -1;
  for (const SourceFile& file : files_) {
    const std::unique_ptr<RecordSource> source = OpenSource(file, problems);
    if (source == nullptr) return;
    SourceRecord record;
    while (source->Next(record)) {
      const auto found = rejected_.find(++row);
      if (found == rejected_.end()) continue;
      if (!visit(file, record, *source, faults_[found->second])) return;
    }
  }
}

std::vector<std::string> ImportRun::FirstFaults(size_t most,
                                                Problems& problems) const {
  std::vector<std::string> lines;
  ForEachRejected(
      [&](const SourceFile& file, const SourceRecord& record,
          const RecordSource&, const std::string& why) {
        lines.push_back(
            absl::StrCat(ShownName(file), ":", record.line, ": ", why));
        return lines.size() < most;
      },
      problems);
  return lines;
}

bool ImportRun::WriteRejects(const std::string& path,
                             Problems& problems) const {
  return ReplaceFile(path, [&](std::ostream& output) {
    bool begun = false;
    ForEachRejected(
        [&](const SourceFile&, const SourceRecord&, const RecordSource& source,
            const std::string& why) {
          if (!begun) output << source.RejectsHeader();
          begun = true;
          output << source.Rejected(why);
          return static_cast<bool>(output);
        },
        problems);
  });
}

bool ImportRun::Holds(const Entity& entity) const {
  for (const std::string& key : KeysOf(entity)) {
    const uint64_t digest = DigestOf(key);
    if (keys_.contains(digest) || faulty_keys_.contains(digest)) return true;
  }
  return false;
}

}  // namespace sangam::sangamctl
