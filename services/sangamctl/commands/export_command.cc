#include "services/sangamctl/commands/export_command.h"

#include <functional>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "google/protobuf/util/json_util.h"
#include "services/sangamctl/bulk/rejects_file.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/remote/export_reader.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

// The records of a message, one a line; `text` is replaced.
bool DrawLines(const registry::v1::ExportEntitiesResponse& page,
               std::string* text) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  text->clear();
  for (const registry::v1::Entity& entity : page.entities()) {
    std::string line;
    if (!google::protobuf::util::MessageToJsonString(entity, &line, options)
             .ok()) {
      return false;
    }
    absl::StrAppend(text, line, "\n");
  }
  return true;
}

}  // namespace

ExitCode RunExport(const ParsedCommand& command, const Settings& settings,
                   const Clock& clock) {
  registry::v1::ExportEntitiesRequest request;
  for (const std::string& collection : command.arguments) {
    request.add_collections(collection);
  }
  request.set_place(command.Value("within"));
  request.set_outside_id_system(command.Value("system"));
  const std::string fault = FillReadAt(command, *request.mutable_read_at());
  if (!fault.empty()) return ComplainOfUsage(fault);
  const std::string path = command.Value("file", "-");
  int64_t records = 0;
  absl::Status status;
  // Takes all pages, as long as `write` takes their texts; whether all went
  // well.
  const auto read = [&](const std::function<bool(const std::string&)>& write) {
    bool written = true;
    std::string text;
    ExportReader reader(settings, clock);
    status = reader.Read(request,
                         [&](const registry::v1::ExportEntitiesResponse& page) {
                           records += page.entities_size();
                           written = DrawLines(page, &text) && write(text);
                           return written;
                         });
    return written && status.ok();
  };
  // An older export stays until this one is whole.
  const bool whole = path == "-"
                         ? read([](const std::string& text) {
                             return WriteToStandardOutput(text);
                           })
                         : ReplaceFile(path, [&](std::ostream& file) {
                             const bool all =
                                 file && read([&](const std::string& text) {
                                   return static_cast<bool>(file << text);
                                 });
                             if (!all) file.setstate(std::ios::failbit);
                           });
  if (!status.ok()) {
    ServiceCaller services(settings, clock);
    return ComplainOf(status, Service::kRegistry, services);
  }
  if (!whole) {
    Complain("the records can't be written; is the disk full?");
    return kExitInternal;
  }
  if (path != "-") {
    Complain(absl::StrCat(FormatCount(records), " records in ", path));
  }
  return kExitOk;
}

}  // namespace sangam::sangamctl
