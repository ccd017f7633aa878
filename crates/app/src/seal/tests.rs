//! What opens a sealed secret, and what does not.

use std::path::PathBuf;

use super::*;

fn key(letter: &str) -> SecretKey {
    format!("{}A", letter.repeat(42)).parse().unwrap()
}

fn ring(key: Option<SecretKey>, old: &[SecretKey], file: Option<PathBuf>) -> Keyring {
    Keyring::new(SecretKeys { key, old: old.to_vec(), file })
}

fn purpose(row: u128) -> Purpose {
    Purpose::new("shops.header", Uuid::from_u128(row))
}

fn secret() -> Secret {
    Secret::new("Bearer żółw")
}

#[track_caller]
fn is_altered(opened: &Result<Secret, SealError>) {
    assert!(matches!(opened, Err(SealError::Altered)), "{opened:?}");
}

#[test]
fn a_secret_opens_for_its_purpose_only_and_does_not_show() {
    let ring = ring(Some(key("A")), &[], None);
    let sealed = ring.seal(purpose(1), &secret()).unwrap();
    assert_eq!(ring.unseal(purpose(1), &sealed).unwrap(), secret());
    assert_ne!(sealed, ring.seal(purpose(1), &secret()).unwrap());
    assert!(!sealed.contains("Bearer") && !format!("{ring:?}").contains("AAAA"));
    is_altered(&ring.unseal(purpose(2), &sealed));
    is_altered(&ring.unseal(Purpose::new("shops.token", Uuid::from_u128(1)), &sealed));
}

#[test]
fn a_value_with_any_byte_altered_or_cut_does_not_open() {
    let ring = ring(Some(key("A")), &[], None);
    let sealed = ring.seal(purpose(1), &secret()).unwrap();
    let (id, text) = sealed.split_once('.').unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(text).unwrap();
    for at in 0..bytes.len() {
        let altered = bytes.iter().enumerate().map(|(i, it)| if i == at { it ^ 1 } else { *it });
        let altered = URL_SAFE_NO_PAD.encode(altered.collect::<Vec<u8>>());
        is_altered(&ring.unseal(purpose(1), &format!("{id}.{altered}")));
        let cut = URL_SAFE_NO_PAD.encode(bytes.get(..at).unwrap());
        is_altered(&ring.unseal(purpose(1), &format!("{id}.{cut}")));
    }
    is_altered(&ring.unseal(purpose(1), ""));
    is_altered(&ring.unseal(purpose(1), &format!("{id}.ä")));
}

#[test]
fn after_a_rotation_old_secrets_open_and_new_ones_need_the_new_key() {
    let before = ring(Some(key("A")), &[], None);
    let after = ring(Some(key("B")), &[key("A")], None);
    let forgotten = ring(Some(key("B")), &[], None);
    let sealed = before.seal(purpose(1), &secret()).unwrap();
    assert_eq!(after.unseal(purpose(1), &sealed).unwrap(), secret());
    let error = forgotten.unseal(purpose(1), &sealed).unwrap_err();
    assert!(matches!(error, SealError::UnknownKey(_)), "{error:?}");
    let fresh = after.seal(purpose(1), &secret()).unwrap();
    assert_eq!(forgotten.unseal(purpose(1), &fresh).unwrap(), secret());
    assert!(before.unseal(purpose(1), &fresh).is_err());
    // Naming another key of ours does not help.
    let (_, text) = fresh.split_once('.').unwrap();
    is_altered(&after.unseal(purpose(1), &format!("{}.{text}", key("A").id())));
}

#[test]
fn the_file_of_the_key_is_made_once_for_us_alone_and_outlives_a_set_key() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lotse.key");
    let one = ring(None, &[], Some(file.clone()));
    assert!(!file.exists());
    let sealed = one.seal(purpose(1), &secret()).unwrap();
    let is_alone = std::fs::read_dir(folder.path()).unwrap().count() == 1;
    assert!(is_alone, "something was left beside the key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let other = ring(None, &[], Some(file.clone()));
    assert_eq!(other.unseal(purpose(1), &sealed).unwrap(), secret());
    let set = ring(Some(key("B")), &[], Some(file.clone()));
    assert_eq!(set.unseal(purpose(1), &sealed).unwrap(), secret());
    std::fs::write(&file, "no key").unwrap();
    let error = ring(None, &[], Some(file)).seal(purpose(1), &secret()).unwrap_err();
    assert!(matches!(error, SealError::FileContent(_)), "{error:?}");
}

#[test]
fn processes_that_make_the_key_at_once_agree_on_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lotse.key");
    let rings: Vec<Keyring> = (0..8).map(|_| ring(None, &[], Some(file.clone()))).collect();
    let sealed: Vec<String> = std::thread::scope(|scope| {
        let made = rings.iter().map(|it| scope.spawn(|| it.seal(purpose(1), &secret()).unwrap()));
        let made: Vec<_> = made.collect();
        made.into_iter().map(|it| it.join().unwrap()).collect()
    });
    for it in sealed {
        assert_eq!(ring(None, &[], Some(file.clone())).unseal(purpose(1), &it).unwrap(), secret());
    }
}

#[test]
fn without_a_key_nothing_is_sealed_and_the_error_says_what_to_do() {
    let error = ring(None, &[], None).seal(purpose(1), &secret()).unwrap_err().to_string();
    assert!(error.contains("LOTSE_SECRET_KEY") && error.contains("openssl rand"), "{error}");
}

#[test]
fn a_key_is_32_bytes_of_either_base64() {
    let standard = format!("{}+/8=", "A".repeat(40));
    let bytes: SecretKey = standard.parse().unwrap();
    assert_eq!(format!("{}-_8", "A".repeat(40)).parse(), Ok(bytes));
    assert_eq!("AAAA".parse::<SecretKey>(), Err(NotAKey));
    assert_eq!("A".repeat(64).parse::<SecretKey>(), Err(NotAKey));
    assert_eq!("ä".repeat(43).parse::<SecretKey>(), Err(NotAKey));
}
