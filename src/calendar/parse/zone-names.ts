import { plainName } from '../../text/nearest-names.ts';

/** Zones that ICU still lists by an outdated name, with IANA's current name. */
const renamed = new Map(
  pairs(`
    Africa/Asmera=Africa/Asmara, America/Buenos_Aires=America/Argentina/Buenos_Aires,
    America/Catamarca=America/Argentina/Catamarca, America/Cordoba=America/Argentina/Cordoba,
    America/Jujuy=America/Argentina/Jujuy, America/Mendoza=America/Argentina/Mendoza,
    America/Coral_Harbour=America/Atikokan, America/Godthab=America/Nuuk,
    America/Indianapolis=America/Indiana/Indianapolis,
    America/Louisville=America/Kentucky/Louisville, Asia/Calcutta=Asia/Kolkata,
    Asia/Katmandu=Asia/Kathmandu, Asia/Rangoon=Asia/Yangon, Asia/Saigon=Asia/Ho_Chi_Minh,
    Atlantic/Faeroe=Atlantic/Faroe, Europe/Kiev=Europe/Kyiv, Pacific/Enderbury=Pacific/Kanton,
    Pacific/Ponape=Pacific/Pohnpei, Pacific/Truk=Pacific/Chuuk
  `),
);

/**
 * Abbreviations and the zones they may stand for. `EST` and `GMT` are IANA zones as well, but
 * without daylight saving time, which is hardly ever what people mean.
 */
export const abbreviations: ReadonlyMap<string, readonly string[]> = new Map(
  pairs(`
    ACST=Australia/Adelaide Australia/Darwin, ACDT=Australia/Adelaide, ADT=America/Halifax,
    AEST=Australia/Sydney Australia/Melbourne Australia/Brisbane, AEDT=Australia/Sydney,
    AET=Australia/Sydney, AKST=America/Anchorage, AKDT=America/Anchorage, AKT=America/Anchorage,
    ART=America/Argentina/Buenos_Aires, AST=America/Halifax America/Puerto_Rico Asia/Riyadh,
    AWST=Australia/Perth, BRT=America/Sao_Paulo, BST=Europe/London Asia/Dhaka, CAT=Africa/Maputo,
    CDT=America/Chicago America/Havana, CEST=Europe/Brussels, CET=Europe/Brussels,
    COT=America/Bogota, CST=America/Chicago Asia/Shanghai America/Mexico_City, CT=America/Chicago,
    EAT=Africa/Nairobi, EDT=America/New_York, EEST=Europe/Athens, EET=Europe/Athens,
    EST=America/New_York America/Toronto America/Panama, ET=America/New_York,
    GMT=Europe/London Africa/Accra UTC, GST=Asia/Dubai, HKT=Asia/Hong_Kong, HST=Pacific/Honolulu,
    ICT=Asia/Bangkok, IDT=Asia/Jerusalem, IST=Asia/Kolkata Europe/Dublin Asia/Jerusalem,
    JST=Asia/Tokyo, KST=Asia/Seoul Asia/Pyongyang, MDT=America/Denver, MET=Europe/Brussels,
    MSK=Europe/Moscow, MST=America/Denver America/Phoenix Asia/Kuala_Lumpur, MT=America/Denver,
    NDT=America/St_Johns, NPT=Asia/Kathmandu, NST=America/St_Johns, NZDT=Pacific/Auckland,
    NZST=Pacific/Auckland, NZT=Pacific/Auckland, PDT=America/Los_Angeles, PHT=Asia/Manila,
    PKT=Asia/Karachi, PST=America/Los_Angeles Asia/Manila, PT=America/Los_Angeles,
    SAST=Africa/Johannesburg, SGT=Asia/Singapore, SST=Pacific/Pago_Pago Asia/Singapore,
    TRT=Europe/Istanbul, UTC=UTC, WAT=Africa/Lagos, WEST=Europe/Lisbon, WET=Europe/Lisbon,
    WIB=Asia/Jakarta, WIT=Asia/Jayapura, WITA=Asia/Makassar, Z=UTC
  `).map(([letters, ids]) => [letters, ids.split(' ')]),
);

/** Cities that have no zone of their own name, and other spellings of those that have. */
const moreCities = pairs(`
  ahmedabad=Asia/Kolkata, bangalore=Asia/Kolkata, bengaluru=Asia/Kolkata, bombay=Asia/Kolkata,
  calcutta=Asia/Kolkata, chennai=Asia/Kolkata, delhi=Asia/Kolkata, hyderabad=Asia/Kolkata,
  mumbai=Asia/Kolkata, new delhi=Asia/Kolkata, pune=Asia/Kolkata, abu dhabi=Asia/Dubai,
  ankara=Europe/Istanbul, izmir=Europe/Istanbul, islamabad=Asia/Karachi, lahore=Asia/Karachi,
  beijing=Asia/Shanghai, guangzhou=Asia/Shanghai, shenzhen=Asia/Shanghai, kyoto=Asia/Tokyo,
  osaka=Asia/Tokyo, busan=Asia/Seoul, doha=Asia/Qatar, hanoi=Asia/Ho_Chi_Minh,
  saigon=Asia/Ho_Chi_Minh, jeddah=Asia/Riyadh, mecca=Asia/Riyadh, tel aviv=Asia/Jerusalem,
  haifa=Asia/Jerusalem, bali=Asia/Makassar, denpasar=Asia/Makassar, rangoon=Asia/Yangon,
  astana=Asia/Almaty, aarhus=Europe/Copenhagen, antwerp=Europe/Brussels,
  barcelona=Europe/Madrid, sevilla=Europe/Madrid, seville=Europe/Madrid, valencia=Europe/Madrid,
  basel=Europe/Zurich, bern=Europe/Zurich, geneva=Europe/Zurich, lausanne=Europe/Zurich,
  birmingham=Europe/London, bristol=Europe/London, cardiff=Europe/London,
  edinburgh=Europe/London, glasgow=Europe/London, leeds=Europe/London, liverpool=Europe/London,
  belfast=Europe/London, cologne=Europe/Berlin, dortmund=Europe/Berlin, dresden=Europe/Berlin,
  dusseldorf=Europe/Berlin, frankfurt=Europe/Berlin, hamburg=Europe/Berlin,
  hannover=Europe/Berlin, leipzig=Europe/Berlin, munich=Europe/Berlin, munchen=Europe/Berlin,
  nuremberg=Europe/Berlin, stuttgart=Europe/Berlin, cork=Europe/Dublin, galway=Europe/Dublin,
  gothenburg=Europe/Stockholm, malmo=Europe/Stockholm, graz=Europe/Vienna,
  salzburg=Europe/Vienna, wien=Europe/Vienna, kiev=Europe/Kyiv, lviv=Europe/Kyiv,
  odesa=Europe/Kyiv, krakow=Europe/Warsaw, gdansk=Europe/Warsaw, wroclaw=Europe/Warsaw,
  lyon=Europe/Paris, marseille=Europe/Paris, toulouse=Europe/Paris, bordeaux=Europe/Paris,
  milan=Europe/Rome, milano=Europe/Rome, naples=Europe/Rome, roma=Europe/Rome,
  turin=Europe/Rome, florence=Europe/Rome, venice=Europe/Rome, porto=Europe/Lisbon,
  braga=Europe/Lisbon, coimbra=Europe/Lisbon, lisboa=Europe/Lisbon, faro=Europe/Lisbon,
  funchal=Atlantic/Madeira, ponta delgada=Atlantic/Azores, the hague=Europe/Amsterdam,
  rotterdam=Europe/Amsterdam, utrecht=Europe/Amsterdam, eindhoven=Europe/Amsterdam,
  saint petersburg=Europe/Moscow, st petersburg=Europe/Moscow, thessaloniki=Europe/Athens,
  tampere=Europe/Helsinki, bergen=Europe/Oslo, brno=Europe/Prague, abuja=Africa/Lagos,
  alexandria=Africa/Cairo, cape town=Africa/Johannesburg, durban=Africa/Johannesburg,
  pretoria=Africa/Johannesburg, marrakesh=Africa/Casablanca, rabat=Africa/Casablanca,
  mombasa=Africa/Nairobi, atlanta=America/New_York, baltimore=America/New_York,
  boston=America/New_York, brooklyn=America/New_York, charlotte=America/New_York,
  cincinnati=America/New_York, cleveland=America/New_York, columbus=America/New_York,
  miami=America/New_York, nyc=America/New_York, orlando=America/New_York,
  philadelphia=America/New_York, pittsburgh=America/New_York, tampa=America/New_York,
  washington=America/New_York, washington dc=America/New_York, austin=America/Chicago,
  dallas=America/Chicago, houston=America/Chicago, kansas city=America/Chicago,
  memphis=America/Chicago, milwaukee=America/Chicago, minneapolis=America/Chicago,
  nashville=America/Chicago, new orleans=America/Chicago, san antonio=America/Chicago,
  st louis=America/Chicago, albuquerque=America/Denver, salt lake city=America/Denver,
  las vegas=America/Los_Angeles, oakland=America/Los_Angeles, portland=America/Los_Angeles,
  sacramento=America/Los_Angeles, san diego=America/Los_Angeles,
  san francisco=America/Los_Angeles, san jose=America/Los_Angeles, seattle=America/Los_Angeles,
  los angeles=America/Los_Angeles, sf=America/Los_Angeles, calgary=America/Edmonton,
  montreal=America/Toronto, ottawa=America/Toronto, quebec=America/Toronto,
  brasilia=America/Sao_Paulo, rio de janeiro=America/Sao_Paulo,
  belo horizonte=America/Sao_Paulo, porto alegre=America/Sao_Paulo, curitiba=America/Sao_Paulo,
  salvador=America/Bahia, guadalajara=America/Mexico_City, medellin=America/Bogota,
  quito=America/Guayaquil, rosario=America/Argentina/Cordoba, san juan=America/Puerto_Rico,
  canberra=Australia/Sydney, gold coast=Australia/Brisbane, wellington=Pacific/Auckland,
  christchurch=Pacific/Auckland, christmas island=Indian/Christmas,
  easter island=Pacific/Easter, reunion island=Indian/Reunion
`);

/** Zone cities that are ordinary words or better known places; typing one must not mean a zone. */
const ambiguousCities = new Set(
  words(`
    center christmas easter eucla knox lindeman marengo midway norfolk petersburg reunion resolute
    stanley troll vincennes wake casey davis creston dominica
  `),
);

/** Zones that people call by more than the last part of the id, or spell otherwise. */
const shownNames = new Map(
  shown(`
    Africa/Lome=Lomé; Africa/Sao_Tome=São Tomé; America/Araguaina=Araguaína;
    America/Argentina/Cordoba=Córdoba; America/Argentina/Rio_Gallegos=Río Gallegos;
    America/Argentina/San_Juan=San Juan, Argentina; America/Argentina/Tucuman=Tucumán;
    America/Asuncion=Asunción; America/Bahia_Banderas=Bahía de Banderas; America/Belem=Belém;
    America/Bogota=Bogotá; America/Cancun=Cancún; America/Ciudad_Juarez=Ciudad Juárez;
    America/Creston=Creston, Canada; America/Cuiaba=Cuiabá; America/Curacao=Curaçao;
    America/Eirunepe=Eirunepé;
    America/Indiana/Knox=Knox, Indiana; America/Indiana/Marengo=Marengo, Indiana;
    America/Indiana/Petersburg=Petersburg, Indiana; America/Indiana/Vincennes=Vincennes, Indiana;
    America/Maceio=Maceió; America/Mazatlan=Mazatlán; America/Merida=Mérida;
    America/Noronha=Fernando de Noronha; America/North_Dakota/Center=Center, North Dakota;
    America/Resolute=Resolute Bay; America/Santarem=Santarém; America/Sao_Paulo=São Paulo;
    America/St_Barthelemy=St. Barthélemy; America/St_Johns=St. John’s; America/St_Kitts=St. Kitts;
    America/St_Lucia=St. Lucia; America/St_Thomas=St. Thomas; America/St_Vincent=St. Vincent;
    Antarctica/Casey=Casey Station; Antarctica/Davis=Davis Station;
    Antarctica/DumontDUrville=Dumont d’Urville; Antarctica/Troll=Troll Station;
    Asia/Ho_Chi_Minh=Ho Chi Minh City; Atlantic/Canary=Canary Islands;
    Atlantic/Faroe=Faroe Islands; Atlantic/St_Helena=St. Helena;
    Atlantic/Stanley=Stanley, Falkland Islands; Australia/Eucla=Eucla, Australia;
    Australia/Lindeman=Lindeman Island; Indian/Christmas=Christmas Island;
    Indian/Reunion=Réunion Island; Pacific/Chatham=Chatham Islands; Pacific/Easter=Easter Island;
    Pacific/Galapagos=Galápagos Islands; Pacific/Midway=Midway Islands;
    Pacific/Norfolk=Norfolk Island; Pacific/Noumea=Nouméa; Pacific/Wake=Wake Island
  `),
);

/** What people call a zone, in English: `New York`, `São Paulo`. It can be typed for the zone. */
export function zoneName(id: string): string {
  const zone = currentName(id);
  // In "Etc/GMT+3" the sign is the wrong way round, and no name is better.
  if (zone.startsWith('Etc/')) return zone;
  return shownNames.get(zone) ?? zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** Zones that people are most likely to mean, the likeliest first within an offset or a country. */
export const commonZones = words(`
  Europe/London America/New_York America/Chicago America/Denver America/Los_Angeles
  Europe/Berlin Europe/Paris Europe/Lisbon Europe/Madrid Europe/Rome Europe/Athens
  Europe/Helsinki Europe/Kyiv Europe/Istanbul Europe/Moscow Africa/Accra Africa/Lagos
  Africa/Cairo Africa/Johannesburg Africa/Nairobi Asia/Dubai Asia/Tehran Asia/Kabul Asia/Karachi
  Asia/Kolkata Asia/Kathmandu Asia/Dhaka Asia/Yangon Asia/Bangkok Asia/Jakarta Asia/Shanghai
  Asia/Singapore Australia/Perth Asia/Tokyo Australia/Adelaide Australia/Darwin Australia/Sydney
  Australia/Brisbane Pacific/Noumea Pacific/Auckland Pacific/Apia Pacific/Honolulu
  America/Anchorage America/Phoenix America/Toronto America/Mexico_City America/Bogota
  America/Lima America/Halifax America/Caracas America/Santiago America/St_Johns
  America/Sao_Paulo America/Argentina/Buenos_Aires America/Vancouver Atlantic/Azores
  Atlantic/Cape_Verde
`);

/** IANA's current name for any zone name that Temporal accepts: `GB` becomes `Europe/London`. */
export function currentName(id: string): string {
  const known = currentNames.get(id);
  if (known !== undefined) return known;
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions();
  const current = renamed.get(timeZone) ?? timeZone;
  currentNames.set(id, current);
  return current;
}

/** Asking for one takes a tenth of a millisecond or more. Bounded by the number of names there are. */
const currentNames = new Map<string, string>();

type ZoneNames = {
  /** Zones by city, in the form of `plainName`. */
  readonly cities: ReadonlyMap<string, string>;
  /** Zones by their own names in the form of `plainName`: `europe lisbon`. */
  readonly plainIds: ReadonlyMap<string, string>;
};

let names: ZoneNames | undefined;

/** All zones by their current names. Listing them is slow, so the first call does it. */
export function zoneNames(): ZoneNames {
  names ??= readZoneNames();
  return names;
}

function readZoneNames(): ZoneNames {
  const current = Intl.supportedValuesOf('timeZone').map((id) => renamed.get(id) ?? id);
  const ids = ['UTC', ...current];
  for (const id of ids) currentNames.set(id, id);
  const zoneCities = ids
    .filter((id) => id.includes('/'))
    .map((id): [string, string] => [plainName(id.slice(id.lastIndexOf('/') + 1)), id])
    .filter(([city]) => !ambiguousCities.has(city));
  const typedNames = [...shownNames].map(([id, name]): [string, string] => [plainName(name), id]);
  return {
    cities: new Map([...zoneCities, ...moreCities, ...typedNames]),
    plainIds: new Map(ids.map((id) => [plainName(id), id])),
  };
}

function pairs(list: string): [string, string][] {
  return list.split(/,\s*/).map((pair) => pair.trim().split('=') as [string, string]);
}

function shown(list: string): [string, string][] {
  return list.split(/;\s*/).map((pair) => pair.trim().split('=') as [string, string]);
}

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}
